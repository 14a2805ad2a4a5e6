// The few controls that everything in the overlay is made of.

import {h} from './element.js';
import {icon} from './icons.js';

/**
 * @typedef {object} View  what the overlay remembers between two drawings and the state doesn't hold
 * @property {Set<string>} unfolded      what stands open, by name
 * @property {Set<string>} missing       findings whose reason was asked for and is too short
 * @property {{what: string, text: string}|null} copied  what was copied last, and the text that it was
 *
 * @typedef {object} Ui  what every part is handed
 * @property {any} actions
 * @property {View} view
 * @property {() => void} redraw
 * @property {() => void} leaveField
 * @property {(selector: string) => void} focus
 */

/**
 * What the pointer is told of a button that shows no words. As the button's own title, a screen reader would read it as a
 * description, right after the same words as its name.
 * @param {string} title
 */
export const tip = (title) => h('span', {class: 'tip', title, 'aria-hidden': 'true'});

/**
 * @param {string} label  visible text, or the name of a button that shows only its icon
 * @param {() => void} click
 * @param {{look?: string, sign?: any, key?: string, props?: Record<string, any>, on?: Record<string, any>}} [options]
 *   look: primary, soft, plain, link or icon, and more classes; sign: the icon before the text
 */
export function button(label, click, {look = 'plain', sign = null, key, props = {}, on = {}} = {}) {
  const bare = look.startsWith('icon');
  const named = bare ? {'aria-label': label} : {};
  return h('button', {key, type: 'button', class: `button ${look}`, ...named, ...props, on: {click, ...on}},
    sign, bare ? tip(label) : h('span', {class: 'label'}, label));
}

/** Open or shut what is called `name`. @param {Ui} ui @param {string} name */
export function toggle(ui, name) {
  if (!ui.view.unfolded.delete(name)) ui.view.unfolded.add(name);
  ui.redraw();
}

/**
 * A button that unfolds. @param {Ui} ui @param {string} label
 * @param {string} name  what it opens; also the id of the part it opens
 * @param {{look?: string, props?: Record<string, any>, opened?: () => void}} [options]
 */
export function unfolder(ui, label, name, {look = 'link', props = {}, opened} = {}) {
  const open = ui.view.unfolded.has(name);
  const click = () => {
    toggle(ui, name);
    if (!open) opened?.();
  };
  const state = {'aria-expanded': String(open), 'aria-controls': open ? name : null};
  return h('button', {type: 'button', class: `button ${look} unfolder`, ...props, ...state, on: {click}},
    h('span', {class: 'label'}, label), icon('down', open ? 'turned' : ''));
}

/** @param {Ui} ui @param {string} name */
export const isOpen = (ui, name) => ui.view.unfolded.has(name);

/**
 * The title of a section that the agent may keep shut, remembered from ticket to ticket.
 * @param {Ui} ui @param {string} name @param {string} title @param {{folded?: string[]}} place
 */
export function sectionTitle(ui, name, title, {folded = []}) {
  const shut = folded.includes(name);
  const click = () => ui.actions.move({folded: shut ? folded.filter((one) => one !== name) : [...folded, name]});
  return h('h3', {id: `${name}-title`, class: 'part-title'},
    h('button', {type: 'button', class: 'section-toggle', 'aria-expanded': String(!shut), on: {click}},
      icon('down', shut ? '' : 'turned'), h('span', null, title)));
}

/** A box with text that may be longer than its room; the keyboard can scroll it. @param {Record<string, any>} props */
export const textBox = (text, props) => h('div', {class: 'text-box', role: 'group', tabindex: '0', ...props}, text);

/**
 * Copies, and says so for as long as what was copied is what is shown. @param {Ui} ui @param {string} label
 * @param {string} text  as it is shown
 * @param {string} what  what is copied, to know which button was used last
 * @param {{copy?: () => Promise<string|false>, look?: string, props?: Record<string, any>}} [options]
 *   copy: copies the text as it is by then, and says what it became
 */
export function copyButton(ui, label, text, what, {copy = async () => ui.actions.copy(text, what), ...options} = {}) {
  const click = async () => {
    const done = await copy();
    if (done === false) return;
    ui.view.copied = {what, text: typeof done === 'string' ? done : text};
    ui.redraw();
  };
  const copied = ui.view.copied?.what === what && ui.view.copied.text === text;
  return [
    button(label, click, {look: 'soft', sign: icon('copy'), key: 'copy', ...options}),
    h('span', {class: 'copied', role: 'status', key: 'copied'}, copied ? [icon('quiet'), 'Kopierat'] : null),
  ];
}

/** Words only a screen reader says. */
export const spoken = (text) => h('span', {class: 'spoken'}, text);

/** An address to follow, or nothing when it isn't one of the web. @param {string|null|undefined} url */
function webAddress(url) {
  if (!url || !URL.canParse(url, document.baseURI)) return null;
  const {protocol, href} = new URL(url, document.baseURI);
  return ['http:', 'https:'].includes(protocol) ? href : null;
}

/** A way to the handbook, in a tab of its own. @param {string|null|undefined} url @param {string} label */
export function handbookLink(url, label = 'Läs i handboken') {
  const href = webAddress(url);
  return href && h('a', {href, target: '_blank', rel: 'noopener noreferrer'},
    h('span', null, label), icon('out'), spoken(' (öppnas i ny flik)'));
}
