/** How the page is laid out and coloured: what the overlay needs in order to stand beside it and look like it. */

import {around, isShown} from './find.js';

const DARK = 0.35; // luminance, 0–1
const EDGE = 4; // px: so near is at the edge

/**
 * @typedef {object} Layout
 * @property {Element|null} main  what mails are read and written in, or stand in the same column
 * @property {HTMLElement|null} row  what fills the window below the page's bars, and can be narrowed as a whole
 * @property {'light'|'dark'|null} theme  null where nothing tells
 *
 * @param {{document: Document, find: ReturnType<typeof import('./find.js').createFinder>, place: () => {kind: string}}} given
 * @returns {() => Layout}
 */
export function createLayout({document, find, place}) {
  const main = {
    ticket: () => find.first('original') ?? find.first('message'),
    new: () => find.first('newForm'),
    list: () => find.first('filter'),
  };

  return () => {
    const {kind} = place();
    const found = main[kind]?.();
    const shown = found && isShown(found) ? found : null;
    return {
      main: kind === 'list' ? null : shown,
      row: shown && rowAround(shown),
      theme: themeOf(shown ?? document.body),
    };
  };
}

/**
 * The nearest element around one that reaches the window's right edge and its bottom, and is most of it. What is as high as
 * the window ends below it on a page that is enlarged by style.
 */
function rowAround(element) {
  const lowest = innerHeight * Math.max(1, /** @type {any} */ (document.documentElement).currentCSSZoom ?? 1);
  for (let one = element; one && one !== document.body; one = around(one)) {
    if (one.getRootNode() !== document) continue;
    const {right, bottom, width, height} = one.getBoundingClientRect();
    const atEdges = Math.abs(right - innerWidth) <= EDGE && bottom <= lowest + EDGE;
    if (atEdges && width >= innerWidth * 0.6 && height >= innerHeight * 0.5) return one;
  }
  return null;
}

/** By the nearest background that can be seen; a page without any is white, which says nothing of its theme. */
function themeOf(element) {
  for (let one = element; one; one = around(one)) {
    const colour = getComputedStyle(one).backgroundColor;
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
    if (!colour.startsWith('rgb') || alpha < 0.5) continue;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 < DARK ? 'dark' : 'light';
  }
  return null;
}
