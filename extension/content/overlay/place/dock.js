// The column that the page yields to the overlay, at the edge of what it shows below its bars. The page is narrowed, never
// covered: everything in its flow moves aside by itself. What lies over the page (drawers, dialogs) is seen by looking what
// is in the column.

import {pageZoom, windowSize} from './layout.js';
import {freeStretches} from './under.js';

/**
 * @typedef {{side: 'left'|'right', left: number, right: number, top: number, bottom: number, width: number}} Column
 * @typedef {{top: number, bottom: number}} Stretch
 */

const RAIL = 44; // px: room for the pill
const WIDTHS = [[320, 520], [288, 440], [264, 420]]; // px: a panel this wide must leave this much to read and write in
const REST = 400; // px: beside what is read and written, on a page that doesn't say how wide that is
const SAME_LOOK_MS = 40; // what lies in the column is asked of the page once in this time
const SHORTEST = 168; // px: less is no room for the panel

/**
 * @param {{width: number}} view   the window
 * @param {number|null} content    px to read and write in while nothing is taken; null: unknown
 * @returns {number|null} how wide the panel may be; null: too little would be left
 */
export function panelWidth({width}, content) {
  const whole = content ?? width - REST;
  return WIDTHS.find(([panel, least]) => whole - panel >= least)?.[0] ?? null;
}

const longest = (stretches) => stretches.toSorted((a, b) => (b.bottom - b.top) - (a.bottom - a.top))[0];

const MARK = 'data-rutinlots-row'; // by which the rule knows it: what is set on the element itself would be printed too

/** @param {{document: Document, host: HTMLElement, signal: AbortSignal}} given */
export function createDock({document, host, signal}) {
  const sheet = new CSSStyleSheet();
  let rule = '';
  /** @type {HTMLElement|null} */
  let narrowed = null; // null: all of the page
  let taken = 0;
  /** @type {number|null} */
  let content = null; // px to read and write in while nothing is taken
  const others = () => document.adoptedStyleSheets.filter((one) => one !== sheet);
  signal.addEventListener('abort', () => {
    document.adoptedStyleSheets = others();
    narrowed?.removeAttribute(MARK);
  }, {once: true});

  /** @param {HTMLElement|null} row @param {'left'|'right'} side @param {number} width px; 0: nothing is taken */
  function narrow(row, side, width) {
    if (row !== narrowed) narrowed?.removeAttribute(MARK);
    narrowed = row;
    if (row && !row.hasAttribute(MARK)) row.setAttribute(MARK, '');
    const narrowing = `box-sizing: border-box !important; padding-${side}: ${width / pageZoom()}px !important;`;
    const wanted = width > 0 ? `@media screen { ${row ? `[${MARK}]` : 'html'} { ${narrowing} } }` : '';
    if (wanted !== rule) sheet.replaceSync(rule = wanted);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...others(), sheet];
    taken = width;
  }

  /** A look at the page draws several times in a row, and one that comes later always follows a change of the page. */
  let latest = {free: /** @type {Stretch[]} */ ([]), of: '', ground: /** @type {Element|null} */ (null), at: -Infinity};
  /** @param {Column} column @param {Element} ground */
  function freeIn(column, ground) {
    const of = JSON.stringify(column);
    const now = performance.now();
    if (latest.of !== of || latest.ground !== ground || now - latest.at > SAME_LOOK_MS) {
      latest = {free: freeStretches(column, host, ground), of, ground, at: now};
    }
    return latest.free;
  }

  /**
   * Takes the column from the page, as wide as the panel if that is open and leaves the page room enough.
   * @param {{open: boolean, side: 'left'|'right'}} place
   * @param {{main?: Element|null, row?: HTMLElement|null, late?: boolean}} layout  see freshdesk/layout.js; late: it may
   *   still come
   * @returns {{column: Column, free: Stretch[], docked: Stretch|null, waits: boolean}}
   *   free: where nothing of the page is in the column; docked: where the panel stands there; waits: for the page
   */
  function take({open, side}, {main = null, row = null, late = false}) {
    const view = windowSize();
    host.style.setProperty('--unzoom', String(1 / pageZoom()));
    const waits = late || (row !== null && !row.isConnected);
    // What has just been drawn anew is found by the next look at the page: until then the column stays as it is.
    if (!main) content = null;
    else if (main.isConnected) content = main.getBoundingClientRect().width + taken;
    const panel = open && !waits ? panelWidth(view, content) : null;
    const width = panel ?? RAIL;
    narrow(waits ? null : row, side, waits ? 0 : width);
    const box = (!waits && row?.getBoundingClientRect()) || {left: 0, right: view.width, top: 0, bottom: view.height};
    const left = side === 'left' ? box.left : box.right - width;
    const column = {
      side, left, right: left + width, width, top: Math.max(0, box.top), bottom: Math.min(view.height, box.bottom),
    };
    const ground = waits || !row ? document.body : row;
    const free = freeIn(column, ground);
    const most = panel ? longest(free) : undefined;
    return {column, free, waits, docked: most && most.bottom - most.top >= SHORTEST ? most : null};
  }

  return {take};
}
