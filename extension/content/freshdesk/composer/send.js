/** The ways of sending: which event means it, how to do it in the agent's place, and what became of it. */

import {closestAround, isInside, isShown, words} from '../page/find.js';
import {samePlace} from '../page/location.js';
import {deepFocus} from './composer.js';
import {createGuess, isEnabled, usable} from './guess.js';
import {createMenu} from './menu.js';

const ARROWS = ['ArrowDown', 'ArrowUp'];
const SLOW_MS = 5000; // after this the agent is told that nothing shows yet
const SHOWN_MS = 3000; // between an editor that goes and its mail in the thread
const MODAL = 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"]';
const WRITES = ['ticket', 'new']; // places where mails are written

/** A key that writes, and can neither send nor move about in a menu. @param {KeyboardEvent} event */
const isWriting = ({key, ctrlKey, metaKey}) => key.length === 1 && key !== ' ' && !ctrlKey && !metaKey;

/**
 * @typedef {{value: string|null, label: string}} Status  of a menu item
 * @typedef {{kind: 'reply'|'forward'|'new'|'note', sendMode: 'send'|'send-and-close', status: Status|null,
 *   composer: import('./composer.js').Composer|null, control: Element|null, shortcut?: boolean}} Intent
 *   shortcut: by Ctrl+Enter, which not every page knows
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   composers: ReturnType<typeof import('./composer.js').createComposers>, place: () => {kind: string, id: number|null},
 *   thread: ReturnType<typeof import('../ticket/thread.js').createThread>}} given
 */
export function createSending({document, find, composers, place, thread}) {
  const guess = createGuess({find});
  const menu = createMenu({document, find, guess, composers});

  /**
   * What an event is about to send; null when nothing.
   * @param {Event} event click, keydown, submit, pointerover, pointerdown or focusin
   * @returns {Intent|null}
   */
  function intent(event) {
    if (event instanceof KeyboardEvent && isWriting(event)) return null; // at once: this is heard of every key
    const element = event.composedPath()[0];
    if (!(element instanceof Element)) return null;
    if (event.type === 'submit') return fromForm(element);
    if (event instanceof KeyboardEvent) return fromKey(event, element);
    return fromControl(element, event.type === 'click' || event.type === 'pointerdown'); // some menus open when pressed
  }

  /** @param {Element} element @param {boolean} used  pressed, not only passed by */
  function fromControl(element, used) {
    const trigger = triggerAround(element);
    if (trigger) {
      menu.near(trigger, composerOf(trigger), used);
      return null;
    }
    const row = menu.row(element);
    if (row) return fromRow(row);
    const button = find.around('sendButton', element);
    return button ? fromButton(button) : fromGuess(element, used);
  }

  /** The arrow: by its name, or as what looks like Send but says nothing and opens a menu. */
  function triggerAround(element) {
    const button = find.around('sendButton', element);
    return find.around('sendMenuTrigger', element) ?? (button && isTrigger(button) ? button : null);
  }

  /** Other forms' buttons have the same names: without a mail that is theirs they only count where a mail may be unreadable. */
  function fromButton(button) {
    const composer = composerOf(button);
    if (composer) return make(composer, button, null);
    const isElsewhere = !WRITES.includes(place().kind) || composers.all().length > 0 || closestAround(button, MODAL);
    return isElsewhere ? null : make(null, button, null);
  }

  /** In a composer whose Send button has none of the known names. */
  function fromGuess(element, used) {
    const composer = composers.all().find(({box, editor}) => isInside(box, element) && !isInside(editor, element)) ?? null;
    const buttons = composer ? sendButtons(composer) : [];
    const pressed = buttons.find((button) => isInside(button, element));
    if (pressed) return make(composer, pressed, null);
    const trigger = buttons.map((button) => guess.menuTrigger(button)).find((one) => one && isInside(one, element));
    if (trigger) menu.near(trigger, composer, used);
    else if (used) menu.leave(element);
    return null;
  }

  const fromRow = (row) => make(menu.composer(), row, menu.statusOf(row));

  function fromKey(event, element) {
    const isShortcut = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.isComposing && !isShortcut) return null; // Enter alone ends the composition; with Ctrl the page may send
    if (isShortcut) {
      const composer = composers.all().find(({box}) => isInside(box, element));
      return composer ? {...make(composer, sendButton(composer), null), shortcut: true} : null;
    }
    menu.look();
    const trigger = ARROWS.includes(event.key) ? triggerAround(element) : null;
    if (trigger) menu.near(trigger, composerOf(trigger), true); // so are menus opened too
    if ((event.key !== 'Enter' && event.key !== ' ') || /** @type {HTMLElement} */ (element).isContentEditable) return null;
    const marked = markedRow(element);
    return marked ? fromRow(marked) : fromControl(element, true);
  }

  /** In a menu that keeps focus on its trigger, the item that the arrow keys have come to. */
  function markedRow(element) {
    const id = element.getAttribute('aria-activedescendant');
    const named = id ? document.getElementById(id) : null;
    return named && menu.row(named);
  }

  function fromForm(form) {
    const composer = composers.all().find(({editor}) => isInside(form, editor));
    return composer ? make(composer, sendButton(composer), null) : null;
  }

  /**
   * @param {import('./composer.js').Composer|null} composer @param {Element|null} control @param {Status|null} status
   * @returns {Intent}
   */
  function make(composer, control, status) {
    const kind = composer?.kind ?? (place().kind === 'new' ? 'new' : 'reply');
    return {kind, sendMode: status && menu.closes(status) ? 'send-and-close' : 'send', status, composer, control};
  }

  const composerOf = (control) => {
    const open = composers.all();
    const mine = open.filter(({box}) => isInside(box, control)).at(-1);
    const only = open.length === 1 && (open[0].kind === 'new' || !find.first('sendButton', open[0].box, isButton)) ? open[0] : null;
    return mine ?? only;
  };

  const isUsable = (control) => isShown(control) && isEnabled(control);
  const isTrigger = (control) => find.is('sendMenuTrigger', control) || (control.matches('[aria-haspopup]') && !words(control));
  const isButton = (control) => isShown(control) && !isTrigger(control);
  /** All that may be its Send button, the surest first: a page may hold copies of it, of which any can be pressed. */
  function sendButtons(composer) {
    const inBox = [...find.all('sendButton', composer.box, isButton), ...guess.sendButtons(composer)];
    return inBox.length || composer.kind !== 'new' ? inBox : find.all('sendButton', null, isButton);
  }
  /** Guessing, which reads every button of the mail, is only for those that have none with a known name. */
  const sendButton = (composer) => find.all('sendButton', composer.box, isButton).find(isEnabled) ?? usable(sendButtons(composer));
  const sendMenu = (composer) =>
    find.first('sendMenuTrigger', composer.box, isShown)
    ?? find.first('sendButton', composer.box, (one) => isShown(one) && isTrigger(one))
    ?? guess.menuTrigger(sendButton(composer));

  /** The composer an intent was about, found anew: the page may have rendered it again. */
  const again = ({composer, kind}) => {
    const open = composers.all();
    const isSame = (one) => one.kind === kind && (!composer || samePlace(one.place, composer.place));
    return open.find(({editor}) => editor === composer?.editor) ?? open.filter(isSame).at(-1) ?? null;
  };

  /**
   * Sends by the page's own control.
   * @param {Intent} wanted
   * @param {(control: Element) => void} pass told of the control just before it is used
   * @returns {Promise<boolean>} whether there was one to use
   */
  async function perform(wanted, pass) {
    const composer = again(wanted);
    if (!composer) return press(wanted.control, pass);
    if (wanted.sendMode === 'send' && !wanted.status) {
      return press(wanted.control && isUsable(wanted.control) ? wanted.control : sendButton(composer), pass);
    }
    const trigger = sendMenu(composer);
    const isPressed = trigger !== null && press(await menu.choose(wanted, trigger, composer), pass);
    menu.settle();
    return isPressed;
  }

  function press(control, pass) {
    if (!control || !isUsable(control)) return false;
    pass(control);
    control.click();
    return true;
  }

  /**
   * The mail is not sent after all: the menu, which has not heard of its row, is shut, and the keyboard goes to what opened it.
   * @param {Intent} wanted
   */
  function leaveMenu(wanted) {
    if (!wanted.status || !wanted.control) return;
    menu.shut(wanted.control);
    const at = deepFocus(document);
    if (at && at !== document.body && !isInside(wanted.control, at)) return;
    const composer = again(wanted);
    const trigger = /** @type {HTMLElement|null} */ (composer && sendMenu(composer));
    trigger?.focus({preventScroll: true});
  }

  /**
   * Follows what the page does after a send, until the editor is gone.
   * @param {Intent} wanted
   * @param {{refused: () => void, waiting: () => void, left: (shown: boolean) => void, signal: AbortSignal}} told
   *   waiting: it takes long; left: the editor is gone; shown: for the mail stands in the thread. A refusal may be followed by it.
   */
  function follow(wanted, {refused, waiting, left, signal}) {
    if (!wanted.composer) return;
    const {editor} = wanted.composer;
    const from = wanted.composer.place;
    const refusals = new Set(find.all('refusal', null, isShown));
    const hasSent = thread.mark();
    let wasRefused = false;
    let gone = 0;
    const end = () => {
      watch.disconnect();
      clearTimeout(slow);
      clearTimeout(gone);
      signal.removeEventListener('abort', end); // or a signal joined of others keeps the mail's page as long as the tab lives
    };
    const finish = (shown) => (end(), left(shown));
    function look() {
      if (editor.isConnected) {
        if (wasRefused || !find.all('refusal', null, isShown).some((sign) => !refusals.has(sign))) return;
        wasRefused = true;
        refused();
      } else if (!samePlace(from, place())) finish(false);
      else if (hasSent()) finish(true);
      else gone ||= setTimeout(() => finish(false), SHOWN_MS);
    }
    const watch = new MutationObserver(look);
    const slow = setTimeout(() => editor.isConnected && !wasRefused && waiting(), SLOW_MS);
    watch.observe(document.documentElement, {childList: true, subtree: true, attributes: true, attributeFilter: ['class']});
    signal.addEventListener('abort', end, {once: true});
  }

  return {intent, perform, leaveMenu, follow, button: sendButton, again};
}
