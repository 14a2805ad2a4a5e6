/** Labelled fields – the ticket's properties, the list's filters – read from the controls outwards. */

import {around, inside, isInside, isShown, words} from './find.js';

const LEVELS = 12; // how far a label may be from its control
const LONGEST = 60; // characters of a name and all that is said with it
const CERTAIN = 3; // fields with known names that make a form
const FOCUSABLE = 'input, select, textarea, button, [tabindex]';

/**
 * @typedef {{label: string, values: string[], required: boolean, control: Element, area: Element}} Field
 * @param {Element|null} area
 * @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {Field[]}
 */
export function fieldsIn(area, find) {
  if (!area) return [];
  const controls = inside(area, find.css('control')).filter((control) => isShown(control) && isOutermost(control, find));
  const seen = new Set();
  return controls
    .map((control) => fieldOf(control, controls, area, find))
    .filter((field) => field !== null)
    .filter(({label}) => !seen.has(label) && seen.add(label));
}

/**
 * The ticket's properties. Where no selector knows their place, they are known by the names that stand beside them.
 * @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {Field[]}
 */
export function propertiesIn(find) {
  const found = fieldsIn(find.first('properties'), find);
  const names = Object.values(find.data('technicalNames'));
  if (found.filter(({label}) => names.includes(label)).length >= CERTAIN) return found;
  return [...found, ...fieldsByName(find).filter(({label}) => !found.some((other) => other.label === label))];
}

/** Fields by the known names on the page; none at all unless there are enough of them. */
function fieldsByName(find) {
  const names = Object.values(find.data('technicalNames'));
  const nameOf = (element) =>
    (element.textContent.length > LONGEST ? null : names.find((name) => name === words(element).replace(/\s*\*$/, '')));
  const candidates = inside(document.body, '*')
    .filter((one) => nameOf(one) && isShown(one) && !isPressed(one) && !find.around('message', one));
  const labels = candidates.filter((one) => !candidates.some((other) => other !== one && isInside(one, other)));
  const fields = labels.map((label) => beside(label, nameOf(label), labels)).filter((field) => field !== null);
  const unique = fields.filter(({label}, at) => fields.findIndex((other) => other.label === label) === at);
  return unique.length >= CERTAIN ? unique : [];
}

const isPressed = (element) => Boolean(element.closest('button, a, [role="button"], [role="option"], [contenteditable]'));

/** What stands with a label, before anything that another label belongs to. */
function beside(label, name, labels) {
  for (let area = around(label), level = 0; area && level < LEVELS; level += 1, area = around(area)) {
    if (labels.some((other) => other !== label && isInside(area, other))) return null;
    const control = inside(area, FOCUSABLE).find((one) => !isInside(one, label) && isShown(one));
    if (!control) continue;
    const text = 'value' in control && control.localName !== 'button' ? String(control.value).trim() : shownWords(control);
    return {label: name, values: isEmpty(text) ? [] : [text], required: /\*\s*$/.test(label.textContent), control, area};
  }
  return null;
}

const isOutermost = (control, find) => !control.parentElement?.closest(find.css('control'));

/**
 * @param {Element} control @param {Element[]} controls @param {Element} area
 * @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {Field|null}
 */
function fieldOf(control, controls, area, find) {
  let wider = around(control);
  for (let level = 0; wider && level < LEVELS; level += 1, wider = around(wider)) {
    const outer = wider;
    if (controls.some((other) => other !== control && isInside(outer, other))) break;
    const label = find.first('label', wider, (one) => !control.contains(one));
    if (label) return field(named(label), label, control, wider, find);
    const technical = technicalName(wider, find);
    if (technical) return field(technical, null, control, wider, find);
    if (wider === area) break;
  }
  const spoken = control.getAttribute('aria-label') ?? control.querySelector('input[aria-label]')?.getAttribute('aria-label');
  return spoken ? field(spoken, null, control, control.parentElement ?? control, find) : null;
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

/** The words of a control as they are seen: a hidden copy in it says nothing. */
const shownWords = (control) => control.innerText.replace(/\s+/g, ' ').trim();

const isEmpty = (text) => !text || /^-+$/.test(text);

function valuesOf(control, find) {
  const pills = find.all('pill', control);
  if (pills.length) return pills.map((pill) => pillText(pill, find));
  if ('value' in control) {
    const text = control.localName === 'select' ? control.selectedOptions[0]?.label ?? '' : control.value;
    return isEmpty(text.trim()) ? [] : [text.trim()];
  }
  const [chosen] = find.all('chosen', control, isShown);
  const text = chosen ? words(chosen) : control.querySelector('[class*="placeholder"], input') ? '' : shownWords(control);
  return isEmpty(text) ? [] : [text];
}

/** @param {Element} pill */
export function pillText(pill, find) {
  const copy = /** @type {Element} */ (pill.cloneNode(true));
  for (const remove of find.all('pillRemove', copy)) remove.remove();
  return words(copy);
}
