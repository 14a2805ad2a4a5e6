// While something is pressed nothing may move or be replaced: a click only counts where the pointer was let go on what it was
// pressed on. The page moves too, when the overlay takes room from it. The space key presses what is ours.

const PRESSED_BY_SPACE = 'button, input[type=checkbox], input[type=radio]';
const PAGE_MS = 2000; // a click in the page takes no longer; who selects text may see the overlay change meanwhile

/**
 * @param {{root: Node, signal: AbortSignal, released: () => void, everywhere?: boolean}} of
 *   released: called when it is over, and clicked if it was a click; everywhere: presses in the page count too
 * @returns {{held: () => boolean}}
 */
export function createPress({root, signal, released, everywhere = false}) {
  /** @type {number|'space'|null} the pointer, or the key */
  let held = null;
  let ending = 0;
  let limit = 0; // of a press in the page, whose own listeners may keep its end from being heard
  signal.addEventListener('abort', () => clearTimeout(limit), {once: true});

  /** @param {number|'space'} by @param {boolean} [inPage] */
  function begin(by, inPage = false) {
    clearTimeout(ending);
    clearTimeout(limit);
    ending = 0;
    held = by;
    if (by === 'space') window.addEventListener('keyup', letGo, {capture: true, once: true, signal}); // not heard of every key
    if (inPage) limit = setTimeout(end, PAGE_MS);
  }

  /** A click comes right after the release, and must find what was pressed. */
  function endSoon() {
    if (held !== null) ending ||= setTimeout(end);
  }

  function letGo() {
    if (held === 'space') endSoon();
  }

  function end() {
    clearTimeout(limit);
    ending = 0;
    held = null;
    released();
  }

  const host = root instanceof ShadowRoot ? root.host : root; // all that is told of a closed root outside of it
  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} heard */
  const listen = (target, type, heard) => target.addEventListener(type, heard, {capture: true, signal});

  listen(everywhere ? window : root, 'pointerdown', (event) => {
    if (event.button === 0) begin(event.pointerId, !event.composedPath().includes(host));
  });
  listen(root, 'keydown', ({key, target}) => key === ' ' && target.matches(PRESSED_BY_SPACE) && begin('space'));
  for (const type of ['pointerup', 'pointercancel']) listen(window, type, ({pointerId}) => pointerId === held && endSoon());
  listen(window, 'pointermove', ({pointerId, buttons}) => pointerId === held && buttons === 0 && endSoon());
  listen(root, 'focusout', () => held === 'space' && endSoon());
  for (const type of ['blur', 'dragend']) {
    listen(window, type, ({target}) => (type === 'dragend' || target === window) && endSoon());
  }
  listen(document, 'visibilitychange', endSoon);
  listen(window, 'click', () => ending && (held = null)); // what it leads to is shown at once
  return {held: () => held !== null};
}
