/** Attachments on the page: nobody has published their markup, so anything that reads as a file name and stands alone is one. */

const KINDS = 'pdf|jpe?g|png|gif|heic|tiff?|bmp|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|xml|eml|msg|html?|zip|7z|mp4|mov';
const NAME = new RegExp(`^[^\\\\/:*?"<>|\\n]{1,200}\\.(?:${KINDS})$`, 'i');
const TOLD_BY = ['download', 'title', 'aria-label', 'data-filename'];

const UNNAMED = 'bild i texten.png';

/**
 * Pictures that somebody has put into a text they write: they go along like other files. What came with the account's
 * template (a logo) is none.
 * @param {Element} editor @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {string[]} their names, as far as they have any
 */
export function pictureNames(editor, find) {
  const own = find.all('pasted', editor, (picture) => !picture.closest(find.css('quoted')));
  return own.map((picture) => [picture.getAttribute('alt'), picture.getAttribute('title')].find((name) => NAME.test(name ?? ''))
    ?? UNNAMED);
}

/**
 * @param {Element} area
 * @param {(element: Element) => boolean} isBody what to leave out: mail text that happens to name files
 * @returns {string[]} each name as often as it is attached
 */
export function fileNames(area, isBody) {
  /** @type {string[]} */
  const found = [];
  for (const element of area.children) {
    if (isBody(element) || /** @type {HTMLElement} */ (element).hidden) continue;
    const own = [...element.childNodes].filter((node) => node instanceof Text).map(({data}) => data.trim());
    const told = element.closest('button, [role="button"]') ? [] : TOLD_BY; // "Ta bort faktura.pdf" is no file
    const named = [...own, ...told.map((name) => element.getAttribute(name) ?? '')].find((text) => NAME.test(text));
    const inside = fileNames(element, isBody);
    found.push(...(inside.length || !named ? inside : [named]));
  }
  return found;
}
