/** How the page is laid out and coloured: what the overlay needs in order to stand beside it and look like it. */

import {around, isShown} from './find.js';

const DARK = 0.35; // luminance, 0–1

/**
 * @param {{document: Document, find: ReturnType<typeof import('./find.js').createFinder>, place: () => {kind: string}}} given
 * @returns {() => {width: number|null, theme: 'light'|'dark'|null, frame: string}}
 *   width: of the column in which mails are read and written, in px; theme: null where nothing tells;
 *   frame: a selector of what holds all of the page, and may have its width of the window
 */
export function createLayout({document, find, place}) {
  const read = () => (place().kind === 'new' ? find.first('newForm') : find.first('original') ?? find.first('message'));

  return () => {
    const column = read();
    const shown = column && isShown(column) ? column : null;
    const width = shown && Math.round(shown.getBoundingClientRect().width);
    return {width, theme: themeOf(shown ?? document.body), frame: find.css('frame')};
  };
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
