// Puts what is drawn where it may stand: measures, asks placement.js, sets left, top and size.

import {placeCard, placePanel, placePill} from './placement.js';
import {firstQuiet, quietPlace} from './under.js';

const MARGIN = 12; // px around the notices
const NOTICE_WIDTHS = [220, 160, 124]; // px: where there is no room for them as they are
const SMALL_NOTICE = 124; // px: in smaller letters

/** The page may be zoomed by style; the overlay isn't, and reckons in the window's own pixels. */
export const pageZoom = () => /** @type {any} */ (document.documentElement).currentCSSZoom ?? 1;

/** Without the page's scroll bar, and whatever that zooms: the root's clientWidth is zoomed on some pages and not on others. */
export const windowSize = () => {
  const {width = innerWidth, scale = 1} = visualViewport ?? {};
  return {width: Math.round(width * scale), height: innerHeight};
};

const sizeOf = (element) => ({width: element.offsetWidth, height: element.offsetHeight});
const area = ({left, top, right, bottom}) => (right - left) * (bottom - top);
const px = (value) => (value === undefined ? '' : `${Math.round(value)}px`);

/**
 * @param {HTMLElement} element
 * @param {{left: number, top: number, width?: number, height?: number}} spot  height: the most, or the whole with `fills`
 */
function put(element, {left, top, width, height}, fills = false) {
  const {style} = element;
  style.setProperty('left', px(left));
  style.setProperty('top', px(top));
  style.setProperty('width', px(width));
  style.setProperty('max-height', px(height));
  style.setProperty('height', fills ? px(height) : '');
}

/** Height of everything in the panel, scrolled away or not. */
function wantedHeight(panel) {
  const body = panel.querySelector('#panel-body');
  return panel.offsetHeight - body.clientHeight + body.scrollHeight;
}

const LIST = '[role=combobox], [aria-haspopup], [aria-expanded], [aria-owns]';
const LIST_HEIGHT = 220; // px: what such a field may unfold below itself
const LABEL_HEIGHT = 26; // px: what a field is called usually stands above it

/**
 * What a panel that lies over the page must not cover: what the state names, and the page's field that the keyboard is in,
 * with its list.
 * @param {any} state @param {HTMLElement|null} field
 */
export function keptClear({keepClear}, field) {
  const rects = keepClear.filter((rect) => area(rect) > 0);
  if (!field?.isConnected || field === document.body || field.isContentEditable) return rects;
  const {left, top, right, bottom} = field.getBoundingClientRect();
  const rect = {left, top: top - LABEL_HEIGHT, right, bottom: field.matches(LIST) ? bottom + LIST_HEIGHT : bottom};
  return right > left && isSmall(rect, windowSize()) ? [...rects, rect] : rects;
}

const isSmall = (rect, view) => area(rect) < view.width * view.height / 8;

/**
 * @param {ShadowRoot} root @param {any} state
 * @param {object} how
 * @param {import('./dock.js').Column} how.column
 * @param {{top: number, bottom: number}[]} how.free   where the column has nothing of the page in it
 * @param {{top: number, bottom: number}|null} how.docked  where in the column the panel stands; null: not in it
 * @param {import('./placement.js').Rect[]} how.keepClear
 * @param {{left: number, top: number, width: number}|null} how.dragged
 * @returns {boolean} false when the strip of marks has nowhere to stand
 */
export function layOut(root, state, {column, free, docked, keepClear, dragged}) {
  const view = windowSize();
  const {place} = state;
  const part = (id) => /** @type {HTMLElement|null} */ (root.getElementById(id));
  const [panel, pill, rail, card, strip, notices] = ['panel', 'pill', 'rail', 'card', 'strip', 'notices'].map(part);
  const told = docked && notices && notices.offsetHeight > 0 ? notices : null;
  const below = told && !column.isShelf ? told.offsetHeight + MARGIN : 0;
  const beside = told && column.isShelf ? told.offsetWidth + 2 * MARGIN : 0;
  panel?.classList.toggle('docked', Boolean(docked && !dragged));
  panel?.classList.toggle('at-left', column.side === 'left' && !column.isShelf);
  panel?.classList.toggle('shelf', column.isShelf);
  if (panel && dragged) put(panel, dragged);
  else if (panel && docked) {
    const {width, left} = column;
    put(panel, {left, top: docked.top, width: width - beside, height: docked.bottom - docked.top - below}, true);
  } else if (panel) {
    const bars = {left: 0, top: 0, right: view.width, bottom: column.top};
    const small = keepClear.filter((rect) => !rect.soft && isSmall(rect, view));
    const tries = [[...keepClear, bars], [...small, bars], keepClear, small, []];
    const spot = () => tries.map((rects) => placePanel(view, wantedHeight(panel), place, rects)).find(Boolean)
      ?? {left: 0, top: 0, width: column.width};
    put(panel, spot());
    put(panel, spot()); // another width gives another height
  }
  if (rail) {
    const whole = free.length === 1 && free[0].top === column.top && free[0].bottom === column.bottom;
    rail.classList.toggle('gone', !whole);
    rail.classList.toggle('at-left', column.side === 'left');
    put(rail, {left: column.left, top: column.top, width: column.width, height: column.bottom - column.top}, true);
  }
  if (pill) {
    const spot = dragged ?? pillSpot(sizeOf(pill), view, column, free, place, root.host);
    pill.classList.toggle('gone', !spot);
    if (spot) put(pill, {left: spot.left, top: spot.top});
  }
  if (card && state.hover) put(card, placeCard(view, sizeOf(card), state.hover.rect, keepClear));
  if (notices) placeNotices(notices, {view, column, docked, panel, pill, host: root.host});
  return !strip || placeStrip(strip, view, column, root.host);
}

/** In its column; where a drawer lies over that, where nothing is clicked, and read if possible; or nowhere. */
function pillSpot(size, view, column, free, place, host) {
  const top = placePill(size.height, place.top * view.height, free);
  if (top !== null) return {left: column.left + (column.width - size.width) / 2, top};
  const near = {left: column.left, top: place.top * view.height};
  return quietPlace([size], view, near, host);
}

/** In the panel's column, below it; else near the pill, over nothing that can be clicked. */
function placeNotices(notices, {view, column, docked, panel, pill, host}) {
  if (notices.offsetHeight === 0) return;
  notices.classList.remove('small');
  if (docked && panel && column.isShelf) {
    put(notices, {left: column.right - notices.offsetWidth - MARGIN, top: column.top + MARGIN});
    return;
  }
  if (docked && panel) {
    const width = column.width - 2 * MARGIN;
    put(notices, {left: column.left + MARGIN, top: docked.bottom - notices.offsetHeight - MARGIN, width});
    put(notices, {left: column.left + MARGIN, top: docked.bottom - notices.offsetHeight - MARGIN, width});
    return;
  }
  put(notices, {left: 0, top: 0});
  const near = (panel ?? pill)?.getBoundingClientRect() ?? {left: view.width, top: 0};
  const {width} = sizeOf(notices);
  const spot = quietPlace(shapesOf(notices), view, {left: near.left - width, top: near.top}, host)
    ?? {left: (view.width - width) / 2, top: MARGIN, width: undefined};
  notices.classList.toggle('small', spot.width === SMALL_NOTICE);
  put(notices, spot);
}

/** The notices as wide as they like to be, and then as other widths make them. */
function* shapesOf(notices) {
  for (const given of [undefined, ...NOTICE_WIDTHS]) {
    notices.classList.toggle('small', given === SMALL_NOTICE);
    put(notices, {left: 0, top: 0, width: given});
    yield {...sizeOf(notices), given};
  }
}

const STEP_ASIDE = 24; // px

/** At the top, as near the middle of the page as there is nothing to click or read. @returns {boolean} false: nowhere */
function placeStrip(strip, view, column, host) {
  const {offsetWidth: width, offsetHeight: height} = strip;
  const from = column.side === 'left' && column.top === 0 ? column.right : 0;
  const to = column.side === 'right' && column.top === 0 ? column.left : view.width;
  const middle = (from + to - width) / 2;
  const spots = function* () {
    for (let aside = 0; middle - aside >= from + 8; aside += STEP_ASIDE) {
      for (const left of [middle - aside, middle + aside]) {
        yield {left: left - 4, top: 2, right: left + width + 4, bottom: 10 + height};
      }
    }
  };
  const spot = firstQuiet(spots(), host);
  if (spot) put(strip, {left: spot.left + 4, top: 6});
  return spot !== null;
}
