/** Labelled fields – the ticket's properties, the list's filters – read from the controls outwards. */

import {isShown, words} from './find.js';

const LEVELS = 5; // how far a label may be from its control

/**
 * @typedef {{label: string, values: string[], required: boolean, control: Element, area: Element}} Field
 * @param {Element|null} area
 * @param {ReturnType<import('./find.js').createFinder>} find
 * @returns {Field[]}
 */
export function fieldsIn(area, find) {
  if (!area) return [];
  const controls = [...area.querySelectorAll(find.css('control'))].filter((control) => isShown(control) && isOutermost(control, find));
  const seen = new Set();
  return controls
    .map((control) => fieldOf(control, controls, area, find))
    .filter((field) => field && !seen.has(field.label) && seen.add(field.label));
}

const isOutermost = (control, find) => !control.parentElement?.closest(find.css('control'));

function fieldOf(control, controls, area, find) {
  let around = control.parentElement;
  for (let level = 0; around && level < LEVELS; level += 1, around = around.parentElement) {
    if (controls.some((other) => other !== control && around.contains(other))) break;
    const label = find.first('label', around, (one) => !control.contains(one));
    if (label) return field(named(label), label, control, around, find);
    const technical = technicalName(around, find);
    if (technical) return field(technical, null, control, around, find);
    if (around === area) break;
  }
  const spoken = control.getAttribute('aria-label') ?? control.querySelector('input[aria-label]')?.getAttribute('aria-label');
  return spoken ? field(spoken, null, control, control.parentElement, find) : null;
}

function field(name, label, control, area, find) {
  const starred = /\*\s*$/.test(label?.textContent ?? '') || control.getAttribute('aria-required') === 'true';
  return {label: name.replace(/\s*\*\s*$/, '').trim(), values: valuesOf(control, find), required: starred, control, area};
}

const named = (label) => label.getAttribute('title')?.trim() || words(label);

function technicalName(element, find) {
  const id = element.getAttribute('data-test-id') ?? '';
  return find.data('technicalNames')[id.replace(/^tkt-properties-/, '')] ?? null;
}

const isEmpty = (text) => !text || /^-+$/.test(text);

function valuesOf(control, find) {
  const pills = find.all('pill', control);
  if (pills.length) return pills.map((pill) => pillText(pill, find));
  if ('value' in control) {
    const text = control.localName === 'select' ? control.selectedOptions[0]?.label ?? '' : control.value;
    return isEmpty(text.trim()) ? [] : [text.trim()];
  }
  const chosen = find.first('chosen', control);
  const text = chosen ? words(chosen) : control.querySelector('[class*="placeholder"], input') ? '' : words(control);
  return isEmpty(text) ? [] : [text];
}

/** @param {Element} pill */
export function pillText(pill, find) {
  const copy = /** @type {Element} */ (pill.cloneNode(true));
  for (const remove of find.all('pillRemove', copy)) remove.remove();
  return words(copy);
}
