// The element that all of it is in, outside the page's own tree: put back if the page takes it away, and what happens in it is
// none of the page's business.

import palette from './palette.css' with {type: 'css'};
import {listen} from './parts/element.js';
import {css} from './style.js';

/** Events that the page must not take for its own: single-key shortcuts, focus traps, clipboard, pointing. */
const OURS = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'focusin', 'focusout', 'copy', 'cut',
  'paste', 'mousedown', 'mouseup', 'click', 'dblclick', 'pointerdown', 'pointerup',
  'pointermove', 'mousemove'];
const HEARD = ['click', 'input', 'change', 'copy', 'keydown', 'pointerdown', 'pointermove', 'pointerup',
  'pointercancel', 'pointerover', 'pointerout'];

/** @param {boolean} inspectable  the page may look inside */
export function createHost(inspectable) {
  const host = document.createElement('rutinlots-overlay');
  host.lang = 'sv'; // whatever language the page is in
  const root = host.attachShadow({mode: inspectable ? 'open' : 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [palette, sheet];
  return {host, root};
}

/**
 * What happens inside is heard there and goes no further.
 * @param {{host: HTMLElement, root: ShadowRoot, inspectable: boolean, signal: AbortSignal}} given  inspectable: events that a
 *   script makes up are heard too
 */
export function keepEvents({host, root, inspectable, signal}) {
  listen(root, HEARD, signal, inspectable);
  for (const type of OURS) host.addEventListener(type, (event) => event.stopPropagation(), {signal});
  root.addEventListener('mousedown', keepCaret, {signal});
}

/**
 * It stays in the parent, whatever the page does, until the signal.
 * @param {Element} parent @param {HTMLElement} host @param {AbortSignal} signal
 */
export function keepIn(parent, host, signal) {
  const attach = () => {
    if (!host.isConnected || host.parentNode !== parent) parent.append(host);
  };
  const watch = new MutationObserver(attach);
  signal.addEventListener('abort', () => {
    watch.disconnect();
    host.remove();
  }, {once: true});
  attach();
  watch.observe(parent, {childList: true});
}

/** A click on a button in the panel leaves the caret in the editor, so that text lands where the agent was writing. */
function keepCaret(event) {
  const target = /** @type {Element} */ (event.target);
  if (target.closest('.dialog') || !target.closest('button, .panel-head')) return;
  event.preventDefault();
}
