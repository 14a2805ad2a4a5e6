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
const SHORTEST = 168; // px: less is no room for the panel

/**
 * @param {{width: number}} view   the window
 * @param {number|null} content    width of what is read and written, while `taken` is taken from the page; null: unknown
 * @param {number} taken
 * @returns {number|null} how wide the panel may be; null: too little would be left
 */
export function panelWidth({width}, content, taken) {
  const whole = content === null ? width - REST : content + taken;
  return WIDTHS.find(([panel, least]) => whole - panel >= least)?.[0] ?? null;
}

const longest = (stretches) => stretches.toSorted((a, b) => (b.bottom - b.top) - (a.bottom - a.top))[0];

const PROPERTIES = {right: 'padding-right', left: 'padding-left'};

/** @param {{document: Document, host: HTMLElement, signal: AbortSignal}} given */
export function createDock({document, host, signal}) {
  const sheet = new CSSStyleSheet(); // for a page of which nothing is known: all of it is narrowed
  let rule = '';
  /** @type {HTMLElement|null} */
  let narrowed = null;
  let taken = 0;
  const paper = matchMedia('print');
  const others = () => document.adoptedStyleSheets.filter((one) => one !== sheet);
  signal.addEventListener('abort', () => {
    document.adoptedStyleSheets = others();
    giveBack();
  }, {once: true});

  function giveBack() {
    for (const name of ['box-sizing', ...Object.values(PROPERTIES)]) narrowed?.style.removeProperty(name);
    narrowed = null;
    if (rule) sheet.replaceSync(rule = '');
  }

  /** @param {HTMLElement|null} row @param {'left'|'right'} side @param {string} room */
  function narrow(row, side, room) {
    if (row !== narrowed) giveBack();
    narrowed = row;
    row?.style.setProperty('box-sizing', 'border-box', 'important');
    row?.style.removeProperty(PROPERTIES[side === 'left' ? 'right' : 'left']);
    row?.style.setProperty(PROPERTIES[side], room, 'important');
    const page = `@media screen { html { box-sizing: border-box !important; ${PROPERTIES[side]}: ${room} !important; } }`;
    if (!row && page !== rule) sheet.replaceSync(rule = page);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...others(), sheet];
  }

  /**
   * Takes the column from the page, as wide as the panel if that is open and leaves the page room enough.
   * @param {{open: boolean, side: 'left'|'right'}} place
   * @param {{width: number|null, row?: HTMLElement|null, late?: boolean}} layout
   *   width: see panelWidth; row: what of the page is narrowed, see freshdesk/layout.js; late: it may still come
   * @returns {{column: Column, free: Stretch[], docked: Stretch|null, waits: boolean}}
   *   waits: the page isn't there yet; free: where nothing of the page is in the column; docked: where the panel stands there
   */
  function take({open, side}, {width: content, row = null, late = false}) {
    const view = windowSize();
    const zoom = pageZoom();
    host.style.setProperty('--unzoom', String(1 / zoom));
    const panel = open ? panelWidth(view, content, taken) : null;
    const width = panel ?? RAIL;
    const waits = late || (row !== null && !row.isConnected);
    const shown = waits ? null : row;
    if (paper.matches || waits) giveBack();
    else narrow(shown, side, `${width / zoom}px`);
    taken = width;
    const box = shown?.getBoundingClientRect() ?? {left: 0, right: view.width, top: 0, bottom: view.height};
    const left = side === 'left' ? box.left : box.right - width;
    const column = {
      side, left, right: left + width, width, top: Math.max(0, box.top), bottom: Math.min(view.height, box.bottom),
    };
    const free = freeStretches(column, host, shown ?? document.body);
    const most = panel ? longest(free) : undefined;
    return {column, free, waits, docked: !waits && most && most.bottom - most.top >= SHORTEST ? most : null};
  }

  return {take};
}
