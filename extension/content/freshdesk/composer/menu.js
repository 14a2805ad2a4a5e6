/** The menu of ways to send, opened by the arrow beside Send: whose it is, and which of its rows is meant. */

import {OWN, around, closestAround, inside, isShown, words} from '../page/find.js';

const MENU_MS = 1500;
const DOWN_MS = 60; // for a menu that opens when its arrow is pressed
const OPEN_MS = 20_000; // nobody looks at an open menu longer
const PRESS = ['mousedown', 'mouseup', 'click'];
const ELSEWHERE = ['messageBody', 'message', 'original', 'properties', 'editor'];

/**
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   guess: ReturnType<typeof import('./guess.js').createGuess>,
 *   composers: ReturnType<typeof import('./composer.js').createComposers>}} given
 */
export function createMenu({document, find, guess, composers}) {
  /** @type {import('./composer.js').Composer|null} */
  let of = null; // the composer whose arrow was used last
  /** @type {Element|null} */
  let arrow = null;
  let unknownSince = -Infinity; // when a menu was opened of which no row is known by name or words
  let before = new WeakSet(); // what was shown before the arrow was used

  /** @param {Element} trigger @param {any} composer @param {boolean} used  pressed, not only pointed at */
  function near(trigger, composer, used) {
    const isOpen = mayBeUnknown();
    look();
    if (!isOpen && (trigger !== arrow || !used)) before = new WeakSet(inside(document.body, '*').filter(isShown));
    arrow = trigger;
    if (used && !isOpen) unknownSince = performance.now();
    if (used) of = composer;
  }

  const mayBeUnknown = () => performance.now() - unknownSince < OPEN_MS;
  /** Nothing but a known row is taken for one from now on. */
  const settle = () => (unknownSince = -Infinity);

  function rows() {
    const known = find.all('sendMenuItem', null, isShown);
    return known.length ? known : guess.menuItems();
  }

  /** Something happens while a menu may be open: whether its rows are known shows by now. */
  function look() {
    if (mayBeUnknown() && (rows().length || !of?.editor.isConnected)) settle();
  }

  /** While such a menu is open, all that came with it, and says something, is a row. */
  function isUnknown() {
    look();
    return mayBeUnknown();
  }
  const isElsewhere = (element) => closestAround(element, OWN) || ELSEWHERE.some((name) => find.around(name, element));
  const isNew = (element) => !before.has(element) && words(element) !== '' && !isElsewhere(element);
  function newRow(element) {
    if (!isUnknown()) return null;
    for (let one = element; one && one !== document.body; one = around(one)) {
      if (words(one)) return isNew(one) ? one : null;
    }
    return null;
  }

  /** The row that an element is in. @param {Element} element @returns {Element|null} */
  function row(element) {
    const known = find.around('sendMenuItem', element) ?? guess.menuItem(element);
    if (known) settle();
    return known ?? newRow(element);
  }

  const statusOf = (item) => ({value: item.getAttribute('data-test-link'), label: item.textContent.trim()});
  function closes({value, label}) {
    const said = label.toLowerCase();
    return value === find.data('closedStatus') || find.words('closed').some((word) => said.endsWith(word));
  }

  function chosen({status, sendMode}) {
    const items = rows().map((element) => ({element, ...statusOf(element)}));
    if (!status || (sendMode === 'send-and-close' && !closes(status))) return items.find(closes)?.element ?? null;
    const same = items.find(({value, label}) => label === status.label || (value && value === status.value));
    if (same || items.length || !mayBeUnknown()) return same?.element ?? null;
    const isMeant = (one) => isShown(one) && one.textContent.trim() === status.label && isNew(one);
    return inside(document.body, '*').findLast(isMeant) ?? null;
  }

  /** Opens the menu where it isn't, and finds the row that is wanted. @returns {Promise<Element|null>} */
  async function choose(wanted, trigger, composer) {
    near(trigger, composer, true);
    const look = () => chosen(wanted);
    const how = {bubbles: true, cancelable: true, composed: true, button: 0};
    if (look()) return look();
    trigger.dispatchEvent(new MouseEvent('mousedown', how));
    const opened = await appears(look, DOWN_MS);
    trigger.dispatchEvent(new MouseEvent('mouseup', how));
    if (opened) return opened; // a click could close it again
    trigger.click();
    return appears(look, MENU_MS);
  }

  function appears(look, most) {
    return new Promise((resolve) => {
      const done = (found) => (watch.disconnect(), clearTimeout(timer), resolve(found));
      const watch = new MutationObserver(() => look() && done(look()));
      const timer = setTimeout(() => done(null), most);
      watch.observe(document.documentElement, {childList: true, subtree: true});
      if (look()) done(look());
    });
  }

  /** A row was not used after all: a press beside the menu, on nothing of the page's, shuts it. @param {Element} row */
  function shut(row) {
    settle();
    if (!isShown(row)) return;
    const how = {bubbles: true, cancelable: true, composed: true, button: 0};
    for (const type of PRESS) document.documentElement.dispatchEvent(new MouseEvent(type, how));
  }

  return {
    near, row, look, choose, shut, statusOf, closes, settle,
    /** The composer that a row of the menu is about. */
    composer: () => composers.all().find(({editor}) => editor === of?.editor) ?? composers.active(),
    /** Something else was used. @param {Element} element */
    leave: (element) => closestAround(element, OWN) || settle(),
  };
}
