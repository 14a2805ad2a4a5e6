// What is asked for in the panel is brought into view there.

const ROOM_FOR_FOUND = 120; // px below the search box
const ABOVE_SEARCH = 12; // px

/**
 * What is found stands below the box: where there is no room for it, the panel is scrolled to the box.
 * @param {ShadowRoot} root
 */
export function showFound(root) {
  const body = root.getElementById('panel-body');
  const box = root.getElementById('snippet-search');
  if (!body || !box) return;
  const [within, at] = [body.getBoundingClientRect(), box.getBoundingClientRect()];
  if (within.bottom - at.bottom < ROOM_FOR_FOUND) body.scrollTop += at.top - within.top - ABOVE_SEARCH;
}

/**
 * A guide is asked for from anywhere and stands first in the panel: shown there, and heard by whoever is in here.
 * @param {ShadowRoot} root
 */
export function showGuide(root) {
  const body = root.getElementById('panel-body');
  const guide = /** @type {HTMLElement|null} */ (root.getElementById('guide'));
  if (body && guide) body.scrollTop += guide.getBoundingClientRect().top - body.getBoundingClientRect().top;
  if (root.activeElement) guide?.focus({preventScroll: true});
}
