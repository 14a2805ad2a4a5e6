// Moving the panel and the pill by pointer and keyboard.

import {windowSize} from './layout.js';
import {placeOf} from './placement.js';

const DRAG_STARTS = 5; // px: less is a click
const STEP = 0.04; // of the window's height, per arrow key

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
