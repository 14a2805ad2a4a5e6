/** The ticket list's filter: what the list shows by it, and setting it. */

import {fieldsIn} from '../page/fields.js';
import {isShown, words} from '../page/find.js';
import {press} from './choose.js';

const APPLIED_MS = 2000;
const OUTWARDS = 4; // levels from the fields to whatever holds them and their button

/**
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   chooser: ReturnType<typeof import('./choose.js').createChooser>, signal: AbortSignal}} given
 */
export function createFilter({document, find, chooser, signal}) {
  /** @type {{view: string|null, values: Record<string, string[]>|null}} */
  let applied = {view: null, values: null}; // what was last seen in force

  let whenApplied = (/** @type {any} */ _ = undefined) => {};

  document.addEventListener('click', noteApply, {capture: true, signal});
  document.addEventListener('mousedown', noteFirst, {capture: true, passive: true, signal});

  const view = () => document.location.pathname;
  const area = () => find.first('filter');
  const fields = () => fieldsIn(area(), find);
  const named = (label) => fields().find((field) => field.label === label) ?? null;
  const shown = () => Object.fromEntries(fields().map(({label, values}) => [label, values]));

  /** The button that puts the filter in force: by its word, else the one that stands out. */
  function button() {
    let around = area();
    for (let level = 0; around && level < OUTWARDS; level += 1, around = around.parentElement) {
      const all = find.all('applyFilter', around, isShown);
      const one = all.find((element) => find.words('apply').includes(words(element).toLowerCase())) ?? (level ? null : all[0]);
      if (one) return one;
    }
    return null;
  }

  const isIdle = (control) => !control || control.disabled || control.getAttribute('aria-disabled') === 'true';
  const keep = () => (applied = {view: view(), values: shown()});

  function noteApply(event) {
    const control = area() && button();
    if (!control || !event.composedPath().includes(control)) return;
    keep();
    whenApplied();
  }

  /** The agent may be quicker than the first look: in force is what stood there before they touched it. */
  function noteFirst() {
    if (applied.view !== view() && area()) keep();
  }

  /** By label, what the list shows; null when it can't be read. What is chosen and not yet applied doesn't count. */
  function read() {
    if (!area()) return null;
    if (isIdle(button()) || applied.view !== view()) keep();
    return applied.values;
  }

  /**
   * Sets some of the fields and applies them.
   * @param {Record<string, string[]>} wanted by label
   * @returns {Promise<{left: string[], applied: boolean, later: Promise<void>}>} left: the fields that could not be set;
   *   later: when they are applied by hand
   */
  async function set(wanted) {
    const left = await chooser.chooseAll(named, wanted);
    const later = () => new Promise((resolve) => { whenApplied = resolve; });
    if (left.length) return {left, applied: false, later: later()};
    if (!isIdle(button())) press(button());
    const done = await chooser.until(() => isIdle(button()), APPLIED_MS, () => fields()[0] ?? null);
    return {left, applied: Boolean(done), later: later()};
  }

  /** Where its fields and button are, for what must not be in their way. */
  const boxes = () => [...fields().map((field) => field.area), button()].filter(Boolean);

  return {read, set, named, boxes};
}
