/** The menu of ways to send, opened by the arrow beside Send: whose it is, and which of its rows is meant. */

import {OWN, around, closestAround, inside, isShown, words} from './find.js';

const MENU_MS = 1500;
const ELSEWHERE = ['messageBody', 'message', 'original', 'properties', 'editor'];

/**
 * @param {{document: Document, find: ReturnType<import('./find.js').createFinder>, guess: ReturnType<import('./guess.js').createGuess>,
 *   composers: ReturnType<import('./composer.js').createComposers>}} given
 */
export function createMenu({document, find, guess, composers}) {
  let of = null; // the composer whose arrow was used last
  let arrow = null;
  let isOpen = false; // nothing else has been used since
  let hasKnown = true; // some of its rows are known as such
  let before = new WeakSet(); // what stood on the page before the arrow was used

  /** @param {Element} trigger @param {any} composer @param {boolean} used  pressed, not only pointed at */
  function near(trigger, composer, used) {
    if (!isOpen && (trigger !== arrow || !used)) before = new WeakSet(inside(document.body, '*'));
    arrow = trigger;
    if (used && !isOpen) hasKnown = false;
    if (used) [of, isOpen] = [composer, true];
  }

  function rows() {
    const known = find.all('sendMenuItem', null, isShown);
    return known.length ? known : guess.menuItems();
  }

  /** A menu of which no row is known by name or words: everything that came with it, and says something, is one. */
  function isUnknown() {
    hasKnown ||= !isOpen || rows().length > 0;
    return !hasKnown;
  }
  const isNew = (element) => !before.has(element) && words(element) !== '' && !closestAround(element, OWN) && !ELSEWHERE.some((name) => find.around(name, element));
  function newRow(element) {
    for (let one = isUnknown() ? element : null; one; one = around(one)) if (words(one)) return isNew(one) ? one : null;
    return null;
  }

  /** The row that an element is in. @param {Element} element @returns {Element|null} */
  const row = (element) => find.around('sendMenuItem', element) ?? guess.menuItem(element) ?? newRow(element);

  const statusOf = (item) => ({value: item.getAttribute('data-test-link'), label: item.textContent.trim()});
  function closes({value, label}) {
    const said = label.toLowerCase();
    return value === find.data('closedStatus') || find.words('closed').some((word) => said.endsWith(word));
  }

  function chosen({status, sendMode}) {
    const items = rows().map((element) => ({element, ...statusOf(element)}));
    if (!status || (sendMode === 'send-and-close' && !closes(status))) return items.find(closes)?.element ?? null;
    const same = items.find(({value, label}) => label === status.label || (value && value === status.value));
    return same?.element ?? inside(document.body, '*').findLast((one) => isShown(one) && one.textContent.trim() === status.label && isUnknown() && isNew(one)) ?? null;
  }

  /** Opens the menu where it isn't, and finds the row that is wanted. @returns {Promise<Element|null>} */
  async function choose(wanted, trigger, composer) {
    near(trigger, composer, true);
    return chosen(wanted) ?? (open(trigger), appears(() => chosen(wanted)));
  }

  function open(trigger) {
    for (const type of ['mousedown', 'mouseup']) trigger.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true, composed: true, button: 0}));
    trigger.click();
  }

  function appears(look) {
    return new Promise((resolve) => {
      const done = (found) => (watch.disconnect(), clearTimeout(timer), resolve(found));
      const watch = new MutationObserver(() => look() && done(look()));
      const timer = setTimeout(() => done(null), MENU_MS);
      watch.observe(document.documentElement, {childList: true, subtree: true});
      if (look()) done(look());
    });
  }

  return {
    near, row, choose, statusOf, closes,
    /** The composer that a row of the menu is about. */
    composer: () => composers.all().find(({editor}) => editor === of?.editor) ?? composers.active(),
    /** Something else was used. @param {Element} element */
    leave(element) {
      if (!closestAround(element, OWN)) isOpen = false;
    },
  };
}
