// The column at the window's edge that the page yields to the overlay. The page is narrowed, never covered: everything in
// its flow moves aside by itself. What lies over the page (drawers, dialogs) is seen by looking what is in the column.

import {pageZoom, windowSize} from './layout.js';
import {freeStretches} from './under.js';

/**
 * @typedef {{side: 'left'|'right', left: number, right: number, width: number}} Column
 * @typedef {{top: number, bottom: number}} Stretch
 */

const RAIL = 44; // px: room for the pill
const WIDTHS = [[320, 440], [288, 400], [264, 352]]; // px: a panel this wide must leave this much to read and write in
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

/** @param {{document: Document, host: HTMLElement, signal: AbortSignal}} given */
export function createDock({document, host, signal}) {
  const sheet = new CSSStyleSheet();
  let rule = '';
  let taken = 0;
  const others = () => document.adoptedStyleSheets.filter((one) => one !== sheet);
  signal.addEventListener('abort', () => { document.adoptedStyleSheets = others(); }, {once: true});

  function narrow(side, width, zoom, frame) {
    const room = `${width / zoom}px`;
    const flow = `html { box-sizing: border-box !important; padding-${side}: ${room} !important; } `
      + 'html > body, html > body > * { max-width: 100% !important; } ';
    const fixed = frame && side === 'right' ? `:is(${frame}) { max-width: calc(${100 / zoom}vw - ${room}) !important; } ` : '';
    const wanted = `@media screen { ${flow}${fixed}}`;
    if (wanted !== rule) sheet.replaceSync(rule = wanted);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...others(), sheet];
    taken = width;
  }

  /**
   * Takes the column from the page, as wide as the panel if that is open and leaves the page room enough.
   * @param {{open: boolean, side: 'left'|'right'}} place
   * @param {{width: number|null, frame?: string}} layout  width: see panelWidth's content; frame: a selector of what may be
   *   as wide as the window by itself, whatever is around it
   * @returns {{column: Column, free: Stretch[], docked: Stretch|null}}
   *   free: where nothing of the page is in the column; docked: where the panel stands there
   */
  function take({open, side}, {width: content, frame}) {
    const view = windowSize();
    const zoom = pageZoom();
    host.style.setProperty('--unzoom', String(1 / zoom));
    const panel = open ? panelWidth(view, content, taken) : null;
    const width = panel ?? RAIL;
    narrow(side, width, zoom, frame);
    const left = side === 'left' ? 0 : view.width - width;
    const column = {side, left, right: left + width, width};
    const free = freeStretches(column, view.height, host);
    const most = panel ? longest(free) : undefined;
    return {column, free, docked: most && most.bottom - most.top >= SHORTEST ? most : null};
  }

  return {take};
}
