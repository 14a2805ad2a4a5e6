// While something is pressed, in the overlay or in the page, nothing may move or be replaced: a click only counts where the
// pointer was let go on what it was pressed on, and the page moves when the overlay takes room from it. The space key presses
// too, where it is the overlay's.

const PRESSED_BY_SPACE = 'button, input[type=checkbox], input[type=radio]';
const PAGE_MS = 2000; // a click in the page takes no longer; who selects text may see the overlay change meanwhile

/**
 * @param {{root: ShadowRoot|Element, signal: AbortSignal, released: () => void}} of
 *   released: called when it is over, and clicked if it was a click
 * @returns {{held: () => boolean}}
 */
export function createPress({root, signal, released}) {
  /** @type {number|'space'|null} the pointer, or the key */
  let held = null;
  let ending = 0;
  const own = root instanceof ShadowRoot ? root.host : root;
  let limit = 0; // of a press in the page, whose own listeners may keep its end from being heard
  signal.addEventListener('abort', () => clearTimeout(limit), {once: true});

  /** @param {number|'space'} by */
  function begin(by, inPage = false) {
    clearTimeout(ending);
    clearTimeout(limit);
    ending = 0;
    held = by;
    if (inPage) limit = setTimeout(end, PAGE_MS);
  }

  /** A click comes right after the release, and must find what was pressed. */
  function endSoon() {
    if (held !== null) ending ||= setTimeout(end);
  }

  function end() {
    clearTimeout(limit);
    ending = 0;
    held = null;
    released();
  }

  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} heard */
  const listen = (target, type, heard) => target.addEventListener(type, heard, {capture: true, signal});

  listen(window, 'pointerdown', ({button, pointerId, target}) => button === 0 && begin(pointerId, !own.contains(target)));
  listen(root, 'keydown', ({key, target}) => key === ' ' && target.matches(PRESSED_BY_SPACE) && begin('space'));
  for (const type of ['pointerup', 'pointercancel']) listen(window, type, ({pointerId}) => pointerId === held && endSoon());
  listen(window, 'pointermove', ({pointerId, buttons}) => pointerId === held && buttons === 0 && endSoon());
  listen(window, 'keyup', () => held === 'space' && endSoon());
  listen(root, 'focusout', () => held === 'space' && endSoon());
  for (const type of ['blur', 'dragend']) {
    listen(window, type, ({target}) => (type === 'dragend' || target === window) && endSoon());
  }
  listen(document, 'visibilitychange', endSoon);
  listen(window, 'click', () => ending && (held = null)); // what it leads to is shown at once
  return {held: () => held !== null};
}
