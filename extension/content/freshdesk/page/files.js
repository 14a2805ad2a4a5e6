/**
 * Attachments on the page: nobody has published their markup, so anything that reads as a file name and stands alone is one, and so
 * is whatever stands beside its size and a button to take it away or a link.
 */

const KINDS = [
  'pdf|docx?|docm|dotx?|xls[xmb]?|xltx?|ppt[xm]?|pps[xm]?|od[tsp]|rtf|txt|csv|xml|json|html?|log|pages|numbers|xps',
  'jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg|psd|eps|dwg|dxf|dgn|dwf|skp|kmz|kml|gpx|shp',
  'zip|7z|rar|gz|tgz|eml|msg|ics|vcf|p7[sm]|mp3|m4a|wav|ogg|amr|aac|wma|mp4|m4v|mov|avi|mkv|webm|wmv|3gp',
  'exe|scr|bat|cmd|js|jar|vbs|ps1|lnk|iso|img|hta|msi',
].join('|');
const LONGEST = 200; // characters
const NAME = new RegExp(`^[^\\\\/:*?"<>|\\n]{1,${LONGEST}}\\.(?:${KINDS})$`, 'i');
const SIZE = /\s*\(?\b\d+(?:[.,]\d+)?\s?(?:bytes?|[kmg]i?b)\b\)?$/i;
const BUTTON = 'button, [role="button"]';
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
    const own = [...element.childNodes].filter((node) => node instanceof Text).map(({data}) => data.trim().replace(SIZE, ''));
    const told = element.closest(BUTTON) ? [] : TOLD_BY; // "Ta bort faktura.pdf" is no file
    const named = [...own, ...told.map((name) => element.getAttribute(name) ?? '')].find((text) => NAME.test(text));
    const inside = fileNames(element, isBody);
    found.push(...(inside.length || !named ? inside : [named]));
  }
  return found.length ? found : besideSize([...area.children].filter((one) => !isBody(one)));
}

/** What no ending tells: the name in a row that has a size, and something to press. @param {Element[]} row @returns {string[]} */
function besideSize(row) {
  if (!row.some((one) => one.matches(`${BUTTON}, a[href]`))) return [];
  const texts = row.filter((one) => !one.matches(BUTTON)).map(({textContent}) => textContent?.trim() ?? '');
  if (texts.some((text) => text.length > LONGEST) || !texts.some((text) => text && !text.replace(SIZE, ''))) return [];
  return texts.filter((text) => text.replace(SIZE, '')).slice(0, 1);
}
