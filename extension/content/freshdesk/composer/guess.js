/**
 * What a composer's parts look like whatever they are called: for pages on which no selector answers any more. Only what can't
 * be mistaken is taken for a way of sending; everything else stays unknown, and is told as such.
 */

import {addressesIn, around, closestAround, inside, isInside, isShown, words} from '../page/find.js';

const BUTTON = 'button, [role="button"], input[type="submit"], a[href="#"]';
const ITEM = '[role="menuitem"], [role="option"], a[href="#"], a:not([href])';
const ROWS = ['from', 'bcc', 'cc', 'to', 'notify'];
const ROW_LABEL = 24; // characters that the name of a row has at most
const NEAR = 3; // levels from the Send button to its arrow

/** @param {{find: ReturnType<typeof import('../page/find.js').createFinder>}} given */
export function createGuess({find}) {
  const says = (element) => (element.value || words(element)).toLowerCase();
  const OPENERS = ['openReply', 'openNote', 'openForward'];
  const isSendWord = (text, kind) =>
    (kind ? [kind === 'note' ? 'addNote' : 'send'] : ['send', 'addNote']).some((name) => find.words(name).includes(text));
  const isMenuWord = (text) => find.words('sendAnd').some((word) => text.startsWith(`${word} `));
  const isInMail = (element) => ['messageBody', 'message', 'original'].some((name) => find.around(name, element));

  /** The buttons with the word for sending, or for adding where no kind is given, outside the text that is written. */
  const sendButtons = ({box, editor, kind}) =>
    inside(box, BUTTON).filter((button) =>
      isSendWord(says(button), kind) && isShown(button) && !isInside(editor, button)
      && !isOpener(button) && !mayOpen(button, box, editor));
  /** What opens a note has the words of what adds it, but never stands below its text. */
  function mayOpen(button, box, editor) {
    if (!find.words('addNote').includes(says(button))) return false;
    const order = inside(box, '*');
    return order.indexOf(button) < order.indexOf(editor);
  }
  const sendButton = (composer) => usable(sendButtons(composer));
  const isOpener = (button) => OPENERS.some((name) => find.around(name, button));

  /** Whether a composer's button adds a note; null when it doesn't say. @param {Element|null} button */
  const saysNote = (button) => {
    if (!button) return null;
    if (isSendWord(says(button), 'note')) return true;
    return isSendWord(says(button), 'reply') ? false : null;
  };

  /** What a button opens, by its words: openReply, openNote or openForward; null when none of them. */
  function opener(element) {
    const button = closestAround(element, BUTTON);
    const text = button ? says(button) : '';
    return OPENERS.find((name) => find.words(name).includes(text)) ?? null;
  }

  /** Whether anything on the page reads as a button to send with. @param {(button: Element) => boolean} isApart  no mail's */
  const hasSendButton = (isApart) =>
    inside(document.body, BUTTON).some((button) => isSendWord(says(button), 'reply') && isShown(button) && !isApart(button));

  /** The arrow that stands beside Send: a button without words that opens a menu, or the only one there. */
  function menuTrigger(send) {
    let area = send;
    for (let level = 0; area && level < NEAR; level += 1) {
      area = around(area);
      if (!area) return null;
      const beside = inside(area, BUTTON).filter((button) => button !== send && isShown(button));
      const after = beside
        .filter((button) => send.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING && !words(button));
      if (beside.length) return beside.length === after.length && after.length === 1 ? after[0] : null;
    }
    return null;
  }

  /** The row of a send menu that an element is in, by its words: "Skicka och inställt som …". */
  function menuItem(element) {
    for (let one = element; one && one !== document.body; one = around(one)) {
      const isItem = one.matches(ITEM) || find.is('dropdownItem', one);
      if (isItem && isMenuWord(words(one).toLowerCase())) return isInMail(one) ? null : one;
    }
    return null;
  }

  const menuItems = () => {
    const all = [...new Set([...inside(document.body, ITEM), ...find.all('dropdownItem')])]
      .filter((one) => isMenuWord(words(one).toLowerCase()) && isShown(one) && !isInMail(one));
    return all.filter((one) => !all.some((other) => other !== one && isInside(one, other)));
  };

  /** Addresses by row, each of them in the row whose name stands nearest around it; without such a name it is nobody's. */
  function recipients({box, editor}) {
    const rows = {};
    const nobodys = [];
    for (const element of inside(box, '*')) {
      if (isInside(editor, element)) continue; // first: a reply may quote long mails
      const own = [...element.childNodes].filter((node) => node instanceof Text).map(({data}) => data).join(' ');
      const addresses = addressesIn(`${own} ${element.getAttribute('title') ?? ''}`);
      if (!addresses.length || !isShown(element)) continue;
      const row = rowAround(element, box, editor);
      if (row) rows[row] = [...new Set([...(rows[row] ?? []), ...addresses])];
      else nobodys.push(...addresses);
    }
    return {rows, nobodys};
  }

  function rowAround(element, box, editor) {
    for (let area = element; area && area !== box; area = around(area)) {
      const names = inside(area, '*')
        .filter((one) => !isInside(editor, one) && !one.closest('button')).map(rowName).filter(Boolean);
      if (new Set(names).size > 1) return null;
      if (names.length) return names[0];
    }
    return null;
  }
  function rowName(element) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('');
    const text = (own || element.getAttribute('aria-label') || '').replace(/[:*\s]+$/, '').trim().toLowerCase();
    return text.length <= ROW_LABEL ? ROWS.find((row) => find.words(row).includes(text)) : undefined;
  }

  return {sendButton, sendButtons, saysNote, opener, hasSendButton, menuTrigger, menuItem, menuItems, recipients};
}

/** @param {Element} button */
export const isEnabled = (button) => !/** @type {any} */ (button).disabled && button.getAttribute('aria-disabled') !== 'true';

/** The first that can be pressed, else the first. @param {Element[]} buttons */
export const usable = (buttons) => buttons.find(isEnabled) ?? buttons[0] ?? null;
