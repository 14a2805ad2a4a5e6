// Puts what is drawn where it may stand: measures, asks placement.js, sets left, top and size. Also moves the panel.

import {placeCard, placeOf, placePanel, placePill} from './placement.js';

const DRAG_STARTS = 5; // px: less is a click
const STEP = 0.04; // of the window's height, per arrow key

const windowSize = () => ({width: document.documentElement.clientWidth || innerWidth, height: innerHeight});

const sizeOf = (element) => ({width: element.offsetWidth, height: element.offsetHeight});
const area = ({left, top, right, bottom}) => (right - left) * (bottom - top);

/** @param {HTMLElement} element @param {{left: number, top: number, width?: number, height?: number}} spot */
function put(element, {left, top, width, height}) {
  element.style.setProperty('left', `${Math.round(left)}px`);
  element.style.setProperty('top', `${Math.round(top)}px`);
  if (width) element.style.setProperty('width', `${Math.round(width)}px`);
  if (height) element.style.setProperty('max-height', `${Math.round(height)}px`);
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
 * What must not be covered: what the state names, and the page's field that the keyboard is in, with its list.
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

/** Whether the panel can stand anywhere without covering what is kept clear. */
export const hasRoom = ({place}, keepClear) => placePanel(windowSize(), Infinity, place, keepClear) !== null;

/**
 * Without room the panel was opened by hand: then only small things (the Send button) are kept clear.
 * @param {ShadowRoot} root @param {any} state @param {import('./placement.js').Rect[]} keepClear
 * @param {{left: number, top: number, width: number}|null} dragged
 * @returns {boolean} false when the strip of marks has nowhere to stand
 */
export function layOut(root, state, keepClear, dragged) {
  const view = windowSize();
  const {place} = state;
  const panel = root.getElementById('panel');
  if (panel) {
    const small = keepClear.filter((rect) => !rect.soft && isSmall(rect, view));
    const spot = () => {
      const wanted = wantedHeight(panel);
      return [keepClear, small, []].map((rects) => placePanel(view, wanted, place, rects)).find(Boolean);
    };
    put(panel, dragged ?? settle(panel, spot));
  }
  const pill = root.getElementById('pill');
  if (pill) put(pill, dragged ?? placePill(view, sizeOf(pill), place, keepClear));
  const card = root.getElementById('card');
  if (card && state.hover) put(card, placeCard(view, sizeOf(card), state.hover.rect, keepClear));
  const strip = root.getElementById('strip');
  return !strip || placeStrip(strip, view, root.host);
}

/** Another width gives another height: place once more with what it became. */
function settle(panel, spot) {
  put(panel, spot());
  return spot();
}

const STEP_ASIDE = 24; // px
const CONTROL = 'a, button, input, select, textarea, [role=button], [role=tab], [contenteditable=true]';

/** At the top, as near the middle as there is nothing to click underneath. @returns {boolean} false: nowhere */
function placeStrip(strip, view, host) {
  const {offsetWidth: width, offsetHeight: height} = strip;
  const middle = (view.width - width) / 2;
  for (let aside = 0; middle - aside >= 8; aside += STEP_ASIDE) {
    for (const left of [middle - aside, middle + aside]) {
      if (controlsUnder({left, top: 6, right: left + width, bottom: 6 + height}, host)) continue;
      put(strip, {left, top: 6});
      return true;
    }
  }
  return false;
}

function controlsUnder({left, top, right, bottom}, host) {
  const points = [];
  for (let x = left; x < right + 12; x += 12) {
    for (const y of [top + 4, (top + bottom) / 2, bottom]) points.push([Math.min(x, right), y]);
  }
  return points.some(([x, y]) => elementAt(document, x, y, host)?.closest(CONTROL));
}

/** What of the page is at a point, also inside the page's own open shadow roots; never the overlay. */
function elementAt(root, x, y, host) {
  const element = root.elementsFromPoint(x, y).find((one) => one !== host);
  return element?.shadowRoot ? elementAt(element.shadowRoot, x, y, host) ?? element : element;
}

/**
 * Moving by pointer and keyboard.
 * @param {{root: ShadowRoot, view: any, redraw: () => void, actions: any, state: () => any}} of
 */
export function mover({root, view, redraw, actions, state}) {
  /** @type {{x: number, y: number, left: number, top: number, width: number, moved: boolean}|null} */
  let start = null;
  const moved = () => /** @type {HTMLElement} */ (root.getElementById('panel') ?? root.getElementById('pill'));
  const box = () => moved().getBoundingClientRect();
  const drag = {
    pointerdown(event) {
      const onButton = event.target.closest('button');
      if (event.button !== 0 || (onButton && onButton.id !== 'pill')) return;
      event.target.closest('#pill, .panel-head').setPointerCapture(event.pointerId);
      const {left, top, width} = box();
      start = {x: event.clientX, y: event.clientY, left, top, width, moved: false};
    },
    pointermove(event) {
      if (!start || event.buttons === 0) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.moved && Math.hypot(dx, dy) < DRAG_STARTS) return;
      start.moved = true;
      view.dragsPanel = root.getElementById('panel') !== null;
      const size = windowSize();
      view.drag = {
        left: Math.max(0, Math.min(start.left + dx, size.width - start.width)),
        top: Math.max(0, Math.min(start.top + dy, size.height - 40)),
        width: start.width,
      };
      redraw();
    },
    pointerup: () => drop(true),
    pointercancel: () => drop(false),
  };
  function drop(keep) {
    const dropped = view.drag;
    view.justDragged = Boolean(start?.moved);
    start = null;
    view.drag = null;
    view.dragsPanel = false;
    if (dropped && keep) actions.move(placeOf(windowSize(), dropped));
    if (dropped) redraw();
  }
  const move = (change) => {
    const {side, top} = state().place;
    actions.move({side, top, ...change});
  };
  return {
    drag,
    otherSide: () => move({side: state().place.side === 'left' ? 'right' : 'left'}),
    arrows(event) {
      const {top} = state().place;
      const change = {
        ArrowUp: {top: Math.max(0, top - STEP)}, ArrowDown: {top: Math.min(0.9, top + STEP)},
        ArrowLeft: {side: 'left'}, ArrowRight: {side: 'right'},
      }[event.key];
      if (!change) return;
      event.preventDefault();
      move(change);
    },
  };
}
