// Where the keyboard is: kept when things are redrawn, held inside the dialog, and given back to the page afterwards.

const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex="0"]';

/** The element that has focus, through open shadow roots. @param {Document|ShadowRoot} root @returns {HTMLElement|null} */
export function focused(root = document) {
  const element = /** @type {HTMLElement|null} */ (root.activeElement);
  return element?.shadowRoot?.activeElement ? focused(element.shadowRoot) : element;
}

const stops = (element) =>
  [...element.querySelectorAll(FOCUSABLE)].filter((one) => !one.disabled && one.checkVisibility());

/**
 * Draw, and put focus back where it was, or on the nearest thing around it that is still there; panel and pill take
 * over from each other.
 * @param {ShadowRoot} root @param {() => void} draw
 */
export function keepingFocus(root, draw) {
  const had = root.activeElement;
  const around = [];
  for (let element = had; element; element = element.parentElement) around.push(element);
  draw();
  if (!had || root.activeElement === had) return;
  const next = around.find((element) => element.isConnected && element.matches(`${FOCUSABLE}, [tabindex]`));
  const turned = around.some((element) => element.localName === 'aside') ? root.querySelector('#panel, #pill') : null;
  (next ?? turned)?.focus({preventScroll: true});
}

const TYPED_IN = 'textarea, input:not([type="checkbox"], [type="radio"])';

/**
 * A browser has one undo for a whole page: Ctrl+Z in the mail would take back what was typed in the panel's search box, and
 * take the focus there. A field that is taken out and put back has nothing left to undo.
 * @param {ShadowRoot} root @param {AbortSignal} signal
 */
export function keepUndoToTheMail(root, signal) {
  root.addEventListener('focusout', ({target}) => {
    if (!(target instanceof HTMLElement) || !target.matches(TYPED_IN)) return;
    queueMicrotask(() => {
      if (!target.isConnected || root.activeElement === target) return; // another window has the focus
      const next = target.nextSibling;
      const around = target.parentNode;
      target.remove();
      around?.insertBefore(target, next);
    });
  }, {signal});
}

/** The page's own focus and selection, to be put back. @param {HTMLElement|null} [element]  what has, or had, the focus */
export function remember(element = focused()) {
  const selection = getSelection();
  const range = selection?.rangeCount && element?.isContentEditable ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    if (!element?.isConnected) return;
    element.focus({preventScroll: true});
    if (range && element.contains(range.startContainer)) {
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    }
  };
}

/**
 * The dialog is modal without making the page inert, since putting a text right in the editor needs the editor's focus.
 * @param {{root: ShadowRoot, host: HTMLElement, keys: Pick<EventTarget, 'addEventListener'>, back: () => void,
 *   signal: AbortSignal}} of
 * @returns {{afterDraw: (dialog: any) => void}}
 */
export function dialogFocus({root, host, keys, back, signal}) {
  /** @type {string|null} */
  let phase = null;
  /** @type {(() => void)|null} */
  let giveBack = null;
  /** @type {HTMLElement|null} */
  let last = null;
  const box = () => /** @type {HTMLElement} */ (root.getElementById('dialog')); // it is there while there is a phase

  function enter() {
    const dialog = box();
    /** @type {HTMLElement|null} */
    const only = dialog.querySelector('.finding') ? null
      : dialog.querySelector('.question button, .gate .copy-row button, .primary');
    (only ?? dialog).focus({preventScroll: true});
  }

  function keydown(event) {
    if (phase === null || event.isComposing) return;
    if (event.key === 'Escape' && event.isTrusted) {
      stop(event);
      back();
    } else if (!box()?.contains(root.activeElement)) { // an event's own path ends at a closed root
      // The page took focus (or our own fix did): the key was meant for the dialog.
      if (['Tab', 'Enter', ' '].includes(event.key)) event.preventDefault();
      event.stopImmediatePropagation();
      box()?.focus({preventScroll: true});
    } else if (event.key === 'Tab') turnAround(event);
  }

  function turnAround(event) {
    const all = stops(box());
    const at = root.activeElement;
    const [first, last] = [all[0], all.at(-1)];
    if (event.shiftKey && (at === first || at === box())) wrap(event, last);
    else if (!event.shiftKey && at === last) wrap(event, first);
  }

  /** Focus was taken from the dialog: back to where it was. */
  function reenter() {
    (last?.isConnected && box().contains(last) ? last : box()).focus({preventScroll: true});
  }

  keys.addEventListener('keydown', keydown, {capture: true, signal});
  root.addEventListener('focusin', ({target}) => { last = /** @type {HTMLElement} */ (target); }, {signal});

  return {
    /** @param {any} dialog the state's dialog, now drawn */
    afterDraw(dialog) {
      const now = dialog?.phase ?? null;
      const outside = document.activeElement !== host;
      if (now !== null && phase === null) giveBack = remember();
      if (now !== null && now !== phase) enter();
      else if (now !== null && outside) reenter();
      if (now === null && phase !== null && (!outside || document.activeElement === document.body)) giveBack?.();
      phase = now;
    },
  };
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function wrap(event, element) {
  event.preventDefault();
  element?.focus();
}
