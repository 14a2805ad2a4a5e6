// The few controls that everything in the overlay is made of.

import {h} from './element.js';
import {icon} from './icons.js';

/**
 * @typedef {object} View  what the overlay remembers between two drawings and the state doesn't hold
 * @property {Set<string>} unfolded      what stands open, by name
 * @property {Map<string, string>} reasons   finding id → reason to send anyway
 * @property {Set<string>} missing       findings whose reason was asked for and is too short
 * @property {string|null} copied        what was copied last
 * @property {string|null} sendMode      the agent's own choice in the dialog
 *
 * @typedef {object} Ui  what every part is handed
 * @property {any} actions
 * @property {View} view
 * @property {() => void} redraw
 */

/**
 * @param {string} label  visible text, or the name of a button that shows only its icon
 * @param {() => void} click
 * @param {{look?: 'primary'|'soft'|'plain'|'link'|'icon', sign?: any, key?: string, props?: Record<string, any>, on?: Record<string, any>}} [options]
 */
export const button = (label, click, {look = 'plain', sign = null, key, props = {}, on = {}} = {}) =>
  h('button', {
    key, type: 'button', class: `button ${look}`, ...props, on: {click, ...on},
    ...(look === 'icon' ? {'aria-label': label, title: label} : {}),
  }, sign, look === 'icon' ? null : h('span', {class: 'label'}, label));

/** Open or shut what is called `name`. @param {Ui} ui @param {string} name */
export function toggle(ui, name) {
  if (!ui.view.unfolded.delete(name)) ui.view.unfolded.add(name);
  ui.redraw();
}

/**
 * A button that unfolds. @param {Ui} ui @param {string} label
 * @param {string} name  what it opens; also the id of the part it opens
 * @param {{look?: 'link'|'plain', props?: Record<string, any>, opened?: () => void}} [options]
 */
export function unfolder(ui, label, name, {look = 'link', props = {}, opened} = {}) {
  const open = ui.view.unfolded.has(name);
  const click = () => {
    toggle(ui, name);
    if (!open) opened?.();
  };
  return h('button', {
    type: 'button', class: `button ${look} unfolder`, ...props, 'aria-expanded': String(open), 'aria-controls': open ? name : null,
    on: {click},
  }, h('span', {class: 'label'}, label), icon('down', open ? 'turned' : ''));
}

/** @param {Ui} ui @param {string} name */
export const isOpen = (ui, name) => ui.view.unfolded.has(name);

/** A box with text of its own that may be longer than its room; the keyboard can scroll it. */
export const textBox = (text, label, id) => h('div', {class: 'text-box', id, role: 'group', 'aria-label': label, tabindex: '0'}, text);

/**
 * Copies, and says so. @param {Ui} ui @param {string} label @param {string} text
 * @param {string} what  what is copied, for the caller and to know which button was used last
 */
export function copyButton(ui, label, text, what, options = {}) {
  const click = () => {
    ui.view.copied = what;
    ui.actions.copy(text, what);
    ui.redraw();
  };
  const copied = ui.view.copied === what;
  return [
    button(label, click, {look: 'soft', sign: icon('copy'), ...options}),
    h('span', {class: 'copied', role: 'status'}, copied ? [icon('quiet'), 'Kopierat'] : null),
  ];
}

/** Words only a screen reader says. */
export const spoken = (text) => h('span', {class: 'spoken'}, text);

/** An address to follow, or nothing when it isn't one of the web. @param {string|null|undefined} url */
export function webAddress(url) {
  if (!url) return null;
  const address = URL.parse(url, document.baseURI);
  return address && ['http:', 'https:'].includes(address.protocol) ? address.href : null;
}
