/**
 * What a composer's parts look like whatever they are called: for pages on which no selector answers any more. Only what can't
 * be mistaken is taken for a way of sending; everything else stays unknown, and is told as such.
 */

import {addressesIn, around, inside, isInside, isShown, words} from './find.js';

const BUTTON = 'button, [role="button"], input[type="submit"], a[href="#"]';
const ITEM = '[role="menuitem"], [role="option"], a[href="#"], a:not([href])';
const ROWS = ['from', 'bcc', 'cc', 'to', 'notify'];
const ROW_LABEL = 24; // characters that the name of a row has at most
const NEAR = 3; // levels from the Send button to its arrow

/** @param {{find: ReturnType<import('./find.js').createFinder>}} given */
export function createGuess({find}) {
  const says = (element) => (element.value || words(withoutButtons(element))).toLowerCase();
  const isSendWord = (text, kind) => find.words(kind === 'note' ? 'addNote' : 'send').includes(text);
  const isMenuWord = (text) => find.words('sendAnd').some((word) => text.startsWith(`${word} `));
  const isInMail = (element) => ['messageBody', 'message', 'original'].some((name) => find.around(name, element));

  /** The button with the word for sending, outside the text that is written. */
  const sendButton = ({box, editor, kind}) =>
    inside(box, BUTTON).find((button) => isSendWord(says(button), kind) && isShown(button) && !isInside(editor, button) && !isOpener(button)) ?? null;
  const isOpener = (button) => ['openReply', 'openNote', 'openForward'].some((name) => find.around(name, button));

  /** Whether anything on the page reads as a button to send with. */
  const hasSendButton = () => inside(document.body, BUTTON).some((button) => isSendWord(says(button), 'reply') && isShown(button));

  /** The arrow that stands beside Send: a button without words that opens a menu, or the only one there. */
  function menuTrigger(send) {
    let area = send;
    for (let level = 0; area && level < NEAR; level += 1) {
      area = around(area);
      if (!area) return null;
      const beside = inside(area, BUTTON).filter((button) => button !== send && isShown(button));
      const after = beside.filter((button) => send.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING && !words(button));
      if (beside.length) return beside.length === after.length && after.length === 1 ? after[0] : null;
    }
    return null;
  }

  /** The row of a send menu that an element is in, by its words: "Skicka och inställt som …". */
  function menuItem(element) {
    for (let one = element; one && one !== document.body; one = around(one)) {
      if (one.matches(ITEM) && isMenuWord(words(one).toLowerCase())) return isInMail(one) ? null : one;
    }
    return null;
  }

  const menuItems = () => {
    const all = inside(document.body, ITEM).filter((one) => isMenuWord(words(one).toLowerCase()) && isShown(one) && !isInMail(one));
    return all.filter((one) => !all.some((other) => other !== one && isInside(one, other)));
  };

  /** Addresses by row: each belongs to the nearest name of a row before it. */
  function recipients({box, editor}) {
    const rows = {};
    for (const element of inside(box, '*')) {
      if (isInside(editor, element) || !isShown(element)) continue;
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(' ');
      const addresses = addressesIn(`${own} ${element.getAttribute('title') ?? ''}`);
      const row = addresses.length && rowAround(element, box, editor);
      if (row) rows[row] = [...new Set([...(rows[row] ?? []), ...addresses])];
    }
    return rows;
  }

  function rowAround(element, box, editor) {
    for (let area = element; area && area !== box; area = around(area)) {
      const names = inside(area, '*').filter((one) => !isInside(editor, one) && !one.closest('button')).map(rowName).filter(Boolean);
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

  return {sendButton, hasSendButton, menuTrigger, menuItem, menuItems, recipients};
}

/** A button's own words, for `words` leaves those of buttons in it out. */
function withoutButtons(button) {
  const copy = document.createElement('span');
  copy.append(...[...button.cloneNode(true).childNodes]);
  return copy;
}
