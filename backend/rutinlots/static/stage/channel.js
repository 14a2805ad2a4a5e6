// How a demo and its speaker's notes, in two windows of one browser, reach each other.

export const CHANNEL = 'rutinlots-demo';
const KEYS = {Escape: 'end', ' ': 'toggle', ArrowRight: 'on', ArrowLeft: 'back'};

/**
 * What a key means for a demo; undefined where the key belongs to the page.
 * @param {KeyboardEvent} event
 */
export function keyed(event) {
  const within = event.target instanceof Element && event.target.closest('button, a, select, input, textarea');
  if ((within && event.key === ' ') || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
}
