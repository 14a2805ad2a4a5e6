/**
 * Chooses in the page's selects the way a hand does: they open on mousedown and choose on mouseup, their list hangs far
 * away from them, and they are drawn anew while it goes on. Nothing is taken for done until the page shows it.
 */

import {deepFocus} from '../composer/composer.js';
import {isShown, words} from '../page/find.js';

const LIST_MS = 1500; // for a list and what is in it
const SHOWN_MS = 1000; // for a choice to be seen in its field
const MOST = 20; // choices in one field

/**
 * @typedef {import('../page/fields.js').Field} Field
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>}} given
 */
export function createChooser({document, find}) {
  const shows = (locate, wanted) => same(locate()?.values ?? [], wanted);

  /**
   * Makes fields show exactly what is wanted, until one of them can't be made to.
   * @param {(label: string) => Field|null} named gives a field as it is drawn now
   * @param {Record<string, string[]>} wanted by label
   * @returns {Promise<string[]>} the labels of those that don't show it
   */
  async function chooseAll(named, wanted) {
    const focused = deepFocus(document);
    const labels = Object.keys(wanted);
    for (const label of labels) if (!(await choose(() => named(label), wanted[label]))) break;
    if (deepFocus(document) !== focused) /** @type {HTMLElement|null} */ (focused)?.focus({preventScroll: true});
    return labels.filter((label) => !shows(() => named(label), wanted[label]));
  }

  async function choose(locate, wanted) {
    for (let turn = 0; turn < MOST && locate() && !shows(locate, wanted); turn += 1) {
      const before = locate().values;
      const extra = before.findIndex((value) => !has(wanted, value));
      const pills = find.all('pill', locate().control);
      if (pills.length && extra >= 0) press(find.first('pillRemove', pills[extra]));
      else if (!(await pick(locate().control, wanted.find((value) => !has(before, value)) ?? ''))) break;
      if (!(await until(() => !same(locate()?.values ?? before, before), SHOWN_MS, locate))) break;
    }
    return shows(locate, wanted);
  }

  /** @returns {Promise<boolean>} whether there was such an option to press */
  async function pick(control, value) {
    const open = () => (control.getAttribute('aria-expanded') !== 'false' ? listOf(control) : null);
    if (!open()) press(control);
    if (!(await until(open, LIST_MS, () => null))) return false;
    const option = () => offered(open()).find((one) => equal(words(one), value)) ?? null;
    const searched = option() ? null : search(open(), control, value);
    const found = await until(option, LIST_MS, () => null);
    if (found) press(found);
    else {
      if (searched) type(searched, '');
      press(document.body); // a click beside a list shuts it
    }
    return Boolean(found);
  }

  /** The list that belongs to a control: the one it names, else the only one there is. */
  function listOf(control) {
    const lists = find.all('optionList', null, isShown);
    const own = control.getAttribute('aria-owns') ?? control.getAttribute('aria-controls');
    return lists.find((list) => own && (list.id === own || list.querySelector(`#${CSS.escape(own)}`))) ?? lists.at(-1) ?? null;
  }

  const offered = (list) => (list ? find.all('option', list, (one) => one.getAttribute('aria-disabled') !== 'true') : []);

  /** A long list shows only what is searched for. @returns {HTMLInputElement|null} where it was searched */
  function search(list, control, value) {
    const field = find.first('optionSearch', list) ?? find.first('optionSearch', control);
    return field && type(field, value);
  }

  /** Waits until `look` gives something, at most so long. The page may be in a shadow root, which has to be watched by itself. */
  function until(look, most, locate) {
    return new Promise((resolve) => {
      const done = (found) => (watch.disconnect(), clearTimeout(timer), resolve(found));
      const tried = () => look() && done(look());
      const watch = new MutationObserver(tried);
      const timer = setTimeout(() => done(look() || null), most);
      const roots = new Set([document, locate()?.control.getRootNode() ?? document]);
      for (const root of roots) watch.observe(root, {childList: true, subtree: true, attributes: true, characterData: true});
      tried();
    });
  }

  return {chooseAll, until};
}

/** What a mouse does to an element, without moving it. */
export function press(element) {
  for (const type of ['mousedown', 'mouseup', 'click']) {
    element?.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true, composed: true, button: 0}));
  }
}

function type(field, text) {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: 'insertText', data: text}));
  return field;
}

const equal = (a, b) => a.trim().toLowerCase() === b.trim().toLowerCase();
const has = (values, value) => values.some((one) => equal(one, value));
const same = (a, b) => a.length === b.length && a.every((value) => has(b, value));
