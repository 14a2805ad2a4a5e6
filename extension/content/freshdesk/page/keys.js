/**
 * One ear for all keys, before the page hears of them. That a page's key enters the extension at all costs more than most of what
 * is done with it there, and so does asking what time it is, or setting a timer: a key that writes on in an editor is remembered,
 * and nothing else. When no other has come for a while, that is told.
 */

const REST_MS = 250;
const NEXT_MS = 130; // the next key of an agent who writes comes sooner
const FEW = 4; // keys that a timer lasts for: to set one costs more than a key
const FEW_MS = 500; // they take less
const ALSO_WRITING = [32, 8, 46, 226]; // space, both ways to erase, and the key beside the left shift
const PRESSING = [13, 32]; // Enter and space, which choose and press outside of an editor
const MAY_WRITE = [0, 13, 229]; // Enter, and what input methods and dead keys make of keys

/** @param {{document: Document, signal: AbortSignal}} given */
export function createKeys({document, signal}) {
  const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
  /** @type {((event: KeyboardEvent) => void)[]} */
  const parts = [];
  /** @type {EventTarget|null} the editor that the keyboard is in, once a key has shown it */
  let editor = null;
  /** @type {KeyboardEvent|null} */
  let latest = null;
  let timer = 0;
  let few = 0; // keys until it is put off
  let hearsInput = false;
  let typed = (/** @type {number} */ _at) => {};
  let pressed = () => {};

  window.addEventListener('keydown', heard, {capture: true, signal});
  window.addEventListener('focusout', left, {capture: true, passive: true, signal});
  signal.addEventListener('abort', () => window.clearTimeout(timer), {once: true});

  /** @param {KeyboardEvent} event */
  function heard(event) {
    if (!editor || !isWriting(event)) {
      const isKept = event.cancelBubble; // from the page, by another extension: no part has stopped it
      for (const part of parts) {
        tell(part, event);
        if (event.cancelBubble && !isKept) return;
      }
      editor = /** @type {Partial<HTMLElement>|null} */ (event.target)?.isContentEditable ? event.target : null;
      if (!editor && PRESSING.includes(event.keyCode)) pressed();
      if (!editor || !(isWriting(event) || (timer && MAY_WRITE.includes(event.keyCode)))) return;
    }
    latest = event;
    few -= 1;
    if (few < 1) putOff();
  }

  /** One that fails keeps no other from hearing. */
  function tell(part, event) {
    try {
      part(event);
    } catch (error) {
      window.reportError(error);
    }
  }

  function putOff() {
    few = FEW;
    if (timer) window.clearTimeout(timer);
    else hearInput(false); // keys tell of it
    timer = window.setTimeout(look, FEW_MS);
  }

  function look() {
    const at = latest?.timeStamp ?? 0;
    const passed = window.performance.now() - at;
    if (passed < REST_MS) timer = window.setTimeout(look, (passed < NEXT_MS ? FEW_MS : REST_MS) - passed);
    else rest(at);
  }

  function rest(at) {
    timer = few = 0;
    latest = null;
    if (document.activeElement !== editor) editor = null; // it may have been taken away
    hearInput(true);
    typed(at);
  }

  function left() {
    editor = null;
    hearInput(true);
  }

  function put() {
    typed(window.performance.now());
  }

  /** What comes without keys: pasted, dictated, put right by the browser. @param {boolean} wanted */
  function hearInput(wanted) {
    if (wanted === hearsInput) return;
    hearsInput = wanted;
    if (wanted) document.addEventListener('input', put, {capture: true, passive: true, signal});
    else document.removeEventListener('input', put, {capture: true});
  }

  return {
    /**
     * @param {typeof typed} hearer  told when the agent wrote
     * @param {typeof pressed} [acted]  told when they pressed something, or chose it, by a key: not all of that makes a click
     */
    watch(hearer, acted = () => {}) {
      typed = hearer;
      pressed = acted;
      hearInput(true);
    },
    /** Whether keys that write are still coming. */
    areComing: () => timer !== 0,
    /** As a window's, of each key but those that write where the one before did. @param {'keydown'} type @param {any} part */
    addEventListener: (type, part) => void parts.push(part),
  };
}

/**
 * Whether a key does nothing in an editor that matters but to write, with Ctrl or without. To ask for its number costs half of what
 * it costs to ask for its name.
 * @param {KeyboardEvent} event
 */
const isWriting = ({keyCode: code}) =>
  (code > 47 && code < 91) || (code > 95 && code < 112) || (code > 185 && code < 224) || ALSO_WRITING.includes(code);
