// The column that the page yields to the overlay, at the edge of what it shows below its bars; to a panel that is opened by hand
// in a small window also a narrower one, or a shelf below it. The page is narrowed, never
// covered: everything in its flow moves aside by itself. What lies over the page (drawers, dialogs) is seen by looking what
// is in the column.

import {pageZoom, windowSize} from './layout.js';
import {freeStretches} from './under.js';

/**
 * @typedef {{side: 'left'|'right', isShelf: boolean, left: number, right: number, top: number, bottom: number,
 *   width: number}} Column  isShelf: below the page, not beside it
 * @typedef {{top: number, bottom: number}} Stretch
 */

const RAIL = 44; // px: room for the pill
const WIDTHS = [[320, 520], [288, 440], [264, 420]]; // px: a panel this wide must leave this much to read and write in
const BY_HAND = [[288, 330], [264, 300]]; // opened by hand: less is left, and the agent folds it away
const SHELF = [190, 300]; // px: least and most height of a panel below the page
const SHARE = 0.55; // of what the page shows, for that panel
const REST = 400; // px: beside what is read and written, on a page that doesn't say how wide that is
const SAME_LOOK_MS = 40; // a look at the page draws several times in a row: the column is looked at once
const BETWEEN_LOOKS_MS = 300; // a page that comes bit by bit is not looked at for each
const SHORTEST = 168; // px: less is no room for the panel

/**
 * @param {{width: number}} view   the window
 * @param {number|null} content    px to read and write in while nothing is taken; null: unknown
 * @param {boolean} [byHand]       the agent has opened it, and no room would be taken otherwise
 * @returns {number|null} how wide the panel may be; null: too little would be left
 */
export function panelWidth({width}, content, byHand = false) {
  const whole = content ?? width - REST;
  return (byHand ? BY_HAND : WIDTHS).find(([panel, least]) => whole - panel >= least)?.[0] ?? null;
}

/** How high a panel below the page may be; null: too little would be left. @param {number} height of what the page shows */
export function shelfHeight(height) {
  const [least, most] = SHELF;
  const wanted = Math.min(most, Math.round(height * SHARE));
  return height - least >= height * (1 - SHARE) * 0.8 ? Math.max(least, wanted) : null;
}

const longest = (stretches) => stretches.toSorted((a, b) => (b.bottom - b.top) - (a.bottom - a.top))[0];

const MARK = 'data-rutinlots-row'; // by which the rule knows it: what is set on the element itself would be printed too

/** @param {{document: Document, host: HTMLElement, again: () => void, signal: AbortSignal}} given  again: draws */
export function createDock({document, host, again, signal}) {
  const sheet = new CSSStyleSheet();
  let rule = '';
  /** @type {HTMLElement|null} */
  let narrowed = null; // null: all of the page
  let taken = 0;
  /** @type {number|null} */
  let content = null; // px to read and write in while nothing is taken
  const others = () => document.adoptedStyleSheets.filter((one) => one !== sheet);
  signal.addEventListener('abort', () => {
    clearTimeout(coming);
    document.adoptedStyleSheets = others();
    narrowed?.removeAttribute(MARK);
  }, {once: true});

  /** @param {HTMLElement|null} row @param {'left'|'right'|'bottom'} side @param {number} width px; 0: nothing is taken */
  function narrow(row, side, width) {
    if (row !== narrowed) narrowed?.removeAttribute(MARK);
    narrowed = row;
    if (row && !row.hasAttribute(MARK)) row.setAttribute(MARK, '');
    const narrowing = `box-sizing: border-box !important; padding-${side}: ${width / pageZoom()}px !important;`;
    const wanted = width > 0 ? `@media screen { ${row ? `[${MARK}]` : 'html'} { ${narrowing} } }` : '';
    if (wanted !== rule) sheet.replaceSync(rule = wanted);
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...others(), sheet];
    taken = side === 'bottom' ? 0 : width;
  }

  /** @param {HTMLElement|null} row @returns {{left: number, right: number, top: number, bottom: number}} */
  const boxOf = (row) => row?.getBoundingClientRect() ?? {left: 0, right: windowSize().width, top: 0, bottom: windowSize().height};

  /**
   * The place below the page, where that yields it.
   * @param {HTMLElement|null} row @param {'left'|'right'} side
   * @returns {{column: Column, free: Stretch[], docked: Stretch}|null}
   */
  function shelf(row, side) {
    const {top, bottom: end, left, right} = boxOf(row);
    const bottom = Math.min(end, windowSize().height);
    const height = row ? shelfHeight(bottom - top) : null;
    if (!row || height === null) return null;
    narrow(row, 'bottom', height + Math.max(0, end - bottom));
    const column = {side, isShelf: true, left, right, width: right - left, top: bottom - height, bottom};
    const free = freeStretches(column, host, row);
    const most = longest(free);
    const isFree = most && most.top === column.top && most.bottom === column.bottom;
    return isFree ? {column, free, docked: most} : null; // else the page doesn't yield, or a drawer lies there
  }

  let latest = {
    free: /** @type {Stretch[]} */ ([]), of: '', ground: /** @type {Element|null} */ (null), at: -Infinity, isOld: false,
  };
  let coming = 0;
  /**
   * A mail waits for its dialog, which lies over all: then what was found before does, and is looked at again afterwards.
   * @param {Column} column @param {Element} ground @param {{isStill: boolean, isVeiled: boolean}} how
   */
  function freeIn(column, ground, {isStill, isVeiled}) {
    const of = JSON.stringify(column);
    const age = performance.now() - latest.at;
    const isSame = latest.of === of && latest.ground === ground;
    latest.isOld ||= !isStill && (isVeiled || age > SAME_LOOK_MS);
    if (!latest.ground) { // the first drawing of all takes long enough: drawers come later
      latest = {...latest, free: [{top: column.top, bottom: column.bottom}], of, ground};
      stir();
    } else if (!isSame || (latest.isOld && !isVeiled && age >= BETWEEN_LOOKS_MS)) {
      latest = {free: freeStretches(column, host, ground), of, ground, at: performance.now(), isOld: false};
      clearTimeout(coming);
      coming = 0;
    } else if (latest.isOld && !isVeiled) stir();
    return latest.free;
  }

  /** The page may have moved: the column is looked at again, when it may be. */
  function stir() {
    latest.isOld = true;
    coming ||= setTimeout(() => {
      coming = 0;
      again();
    }, latest.at + BETWEEN_LOOKS_MS - performance.now());
  }

  /**
   * Takes the column from the page, as wide as the panel if that is open and leaves the page room enough.
   * @param {{open: boolean, side: 'left'|'right', byHand?: boolean, isStill?: boolean, isVeiled?: boolean}} place  byHand: opened
   *   in a window that is too small for it; isStill: nothing of the page has moved since the last time; isVeiled: by a dialog
   * @param {{main?: Element|null, row?: HTMLElement|null, late?: boolean}} layout  see freshdesk/page/layout.js; late: it may
   *   still come
   * @returns {{column: Column, free: Stretch[], docked: Stretch|null, waits: boolean, isTight: boolean}} isTight: only byHand
   *   free: where nothing of the page is in the column; docked: where the panel stands there; waits: for the page
   */
  function take({open, side, byHand = false, isStill = false, isVeiled = false}, {main = null, row = null, late = false}) {
    const view = windowSize();
    host.style.setProperty('--unzoom', String(1 / pageZoom()));
    const waits = late || (row !== null && !row.isConnected);
    // What has just been drawn anew is found by the next look at the page: until then the column stays as it is.
    if (!main) content = null;
    else if (main.isConnected) content = main.getBoundingClientRect().width + taken;
    const easily = open && !waits ? panelWidth(view, content) : null;
    const isTight = byHand && !waits && easily === null;
    const panel = easily ?? (isTight ? panelWidth(view, content, true) : null);
    const below = isTight && panel === null ? shelf(row, side) : null;
    if (below) return {...below, waits, isTight};
    const width = panel ?? RAIL;
    narrow(waits ? null : row, side, waits ? 0 : width);
    const box = boxOf(waits ? null : row);
    const left = side === 'left' ? box.left : box.right - width;
    const column = {
      side, isShelf: false, left, right: left + width, width, top: Math.max(0, box.top), bottom: Math.min(view.height, box.bottom),
    };
    const ground = row ?? document.body;
    const all = [{top: column.top, bottom: column.bottom}]; // nothing is seen of it while it waits
    const free = waits ? all : freeIn(column, ground, {isStill, isVeiled});
    const most = panel ? longest(free) : undefined;
    const docked = most && most.bottom - most.top >= SHORTEST ? most : null;
    return {column, free, waits, isTight: isTight && panel !== null, docked};
  }

  return {take, stir};
}
