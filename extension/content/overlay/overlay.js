// Everything the agent sees of Rutinlots: one element outside the page's own tree, one shadow root, one state.
// render(state) is the only way in and `actions` the only way out; nothing here asks, stores or decides.

import {hoverCard} from './card.js';
import {sendDialog} from './dialog/dialog.js';
import {logInView} from './dialog/in-view.js';
import {createHost, keepEvents, keepIn} from './host.js';
import {dialogFocus, keepingFocus, keepUndoToTheMail} from './input/focus.js';
import {createKeys} from './input/keys.js';
import {createPress} from './input/press.js';
import {announcer, notices} from './notices.js';
import {strip} from './panel/marks.js';
import {panel, pill} from './panel/panel.js';
import {showFound, showGuide} from './panel/scroll.js';
import {h, patch, rebind} from './parts/element.js';
import {createDock} from './place/dock.js';
import {keptClear, layOut, windowSize} from './place/layout.js';
import {mover} from './place/mover.js';
import {NOTHING} from './state.js';

const WIDE = 900; // px: room for the marks beside the panel
const NARROW = 600; // px: not even room for them beside the pill

/**
 * @typedef {import('./state.js').State} State
 *
 * @param {{parent: Element, actions: any, keys?: Pick<EventTarget, 'addEventListener'>, inspectable?: boolean, signal: AbortSignal
 *   }} given  actions: what the parts call, see each of them; keys: where they are heard before the page hears of them;
 *   inspectable: the page may look inside and press, as tests do
 * @returns {{host: HTMLElement, render: (state: Partial<State>, isStill?: boolean) => void, stir: () => void,
 *   boxes: () => DOMRect[]|null, keys: ReturnType<typeof createKeys>}}  stir: the page may have moved under what is shown;
 *   boxes: where it stands; null: it waits for room, or isn't where it belongs
 */
export function createOverlay({parent, actions, keys: ear = window, inspectable = false, signal}) {
  const {host, root} = createHost(inspectable);

  /** @type {State} */
  let state = {...NOTHING, layout: {theme: null, late: true}}; // no room is taken before there is something to show
  // What is shown. isTight: opened by hand beside or below a page that has little room; late: not the latest; isBegun: a page
  // that loads is not measured before there is something to show.
  let drawn = {
    state, open: true, stripped: false, hidden: false, isTight: false, late: false, isBegun: false,
    column: /** @type {import('./place/dock.js').Column|null} */ (null), // where all of it has its place
  };
  const view = fresh();
  const ui = {
    actions: Object.assign(Object.create(actions), {fix}), view, redraw: again,
    focus: (/** @type {string} */ selector) => /** @type {HTMLElement|null} */ (root.querySelector(selector))?.focus(),
    /** What is in a field is the writer's until they leave it: before it is filled in anew. */
    leaveField() {
      const field = /** @type {HTMLElement|null} */ (root.activeElement);
      if (field?.matches('input, textarea')) field.blur();
    },
  };
  const dock = createDock({document, host, again: moved, signal});
  const moving = mover({root, view, redraw: () => noticing(drawNow), actions, state: () => state});
  const modal = dialogFocus({root, host, keys: ear, back: () => actions.dialog.back(), signal});
  keepUndoToTheMail(root, signal);
  const keys = createKeys({root, host, actions: ui.actions, state: () => state, open: unfold, close: leavePeek, signal});
  const log = logInView({root, seen: () => actions.dialog.seen(), signal});
  const press = createPress({root, signal, released: () => drawn.late && again(), everywhere: true});
  const announce = announcer(signal, (text) => {
    view.announced = text;
    noticing(() => redraw(true));
  });

  /** @param {Partial<State>} next @param {boolean} [isStill] nothing of the page has moved since the last time */
  function render(next, isStill = false) {
    const before = state;
    state = {...NOTHING, ...next};
    if (state.hover) addEventListener('keydown', leaveHover, {capture: true, signal}); // not heard of every key
    else removeEventListener('keydown', leaveHover, {capture: true});
    if (before.ticket && before.ticket.id !== state.ticket?.id) Object.assign(view, {...fresh(), field: view.field});
    if (before.dialog && !state.dialog) view.missing = new Set();
    redraw(isStill);
    announce(state);
  }

  /** Show the state, at once or as soon as nothing is pressed. */
  function redraw(isStill = false) {
    if (!press.held()) return drawNow(isStill);
    drawn.late = true;
    const {ticket} = drawn.state;
    const left = ticket && ticket.id !== state.ticket?.id; // what was pressed there must do nothing here
    rebind(root, left ? [] : parts(drawn.open, drawn.stripped));
  }

  function again() {
    noticing(() => redraw());
  }

  /** The page may have moved: drawn again unless all has its place as it had. At each click that would cost more than the click. */
  function moved() {
    noticing(() => (press.held() ? redraw() : drawNow(false, true)));
  }

  /** Draws when no one waits to hear that it failed: the mail that a dialog holds must not wait for one that isn't there. */
  function noticing(/** @type {() => void} */ draws) {
    try {
      draws();
    } catch (error) {
      actions.undrawn(error);
    }
  }

  /** What is drawn stands in a column of its own, and nothing of it where the page would have to be looked at. */
  function isBesideThePage() {
    const noticesLieOver = !drawn.open && Boolean(state.notice || state.alarm);
    return state === drawn.state && drawn.column !== null && !drawn.stripped && !state.hover && !state.dialog && !noticesLieOver;
  }

  function drawNow(isStill = false, ifMoved = false) {
    if (signal.aborted) return;
    const before = drawn.state;
    const bringsGuide = state.guide && state.guide.id !== before.guide?.id;
    if (state.layout.theme) host.dataset.theme = state.layout.theme;
    else delete host.dataset.theme;
    const {side} = state.place;
    const helps = state.status !== 'idle' || state.ticket !== null; // else no room is taken for it
    const wanted = state.place.open && helps;
    if (bringsGuide && wanted) view.peek = true;
    if (!drawn.isBegun && state.layout.late && !view.peek && !state.dialog && !state.notice && !state.alarm) return;
    let taken = dock.take({side, open: wanted, byHand: view.peek, isStill, isVeiled: state.dialog !== null}, state.layout);
    if (drawn.isTight && !taken.docked) { // a drawer has come where it was
      view.peek = false;
      taken = dock.take({side, open: wanted}, state.layout);
    }
    const {column, free, docked, waits} = taken;
    drawn.isTight = Boolean(docked) && taken.isTight;
    if (docked && !taken.isTight) view.peek = false;
    const open = Boolean(docked) || view.peek || view.dragsPanel;
    const isWhole = free.length === 1 && free[0].top === column.top && free[0].bottom === column.bottom;
    const hasPlace = isWhole && !waits && Boolean(docked) === open;
    if (ifMoved && hasPlace && open === drawn.open && isBesideThePage() && isSame(column, drawn.column)) return;
    const of = {column, free, docked, keepClear: keptClear(state, view.field), dragged: view.drag};
    keepingFocus(root, () => {
      const room = windowSize().width - column.width;
      const stripped = state.marks.length > 0 && room >= (open ? WIDE : NARROW);
      drawn.hidden = waits && !open;
      draw(open, stripped);
      drawn.column = null;
      if (layOut(root, state, of)) {
        if (hasPlace) drawn.column = column;
        return;
      }
      draw(open, false);
      layOut(root, state, of);
    });
    modal.afterDraw(state.dialog);
    log.afterDraw();
    if (!before.search.open && state.search.open) ui.focus('#snippet-search');
    if (before.search.results !== state.search.results) showFound(root);
    if (bringsGuide) showGuide(root);
  }

  function boxes() {
    if (!drawn.column || view.drag) return null;
    const placed = [...root.querySelectorAll('#panel, #pill, #card, #strip, #notices')];
    const {left, top, right, bottom} = drawn.column;
    return [new DOMRect(left, top, right - left, bottom - top), ...placed.map((part) => part.getBoundingClientRect())];
  }

  /** @param {boolean} open @param {boolean} stripped */
  function draw(open, stripped) {
    drawn = {...drawn, state, open, stripped, late: false, isBegun: true};
    patch(root, parts(open, stripped));
  }

  /** @param {boolean} open @param {boolean} stripped whether the marks stand at the top of the window */
  function parts(open, stripped) {
    return [
      stripped ? strip(ui, state.marks) : null,
      h('aside', {key: 'side', 'aria-label': 'Rutinlots', hidden: drawn.hidden},
        open ? panel(ui, state, {...moving, fold, marks: stripped ? [] : state.marks}) : null,
        !open ? h('div', {key: 'rail', id: 'rail', class: 'rail'}) : null,
        !open ? pill(state, {drag: moving.drag, unfold: unfoldByHand, marks: stripped ? [] : state.marks}) : null,
        hoverCard(ui, state.hover)),
      h('p', {key: 'live', class: 'spoken', role: 'status'}, view.announced),
      sendDialog(ui, state.dialog),
      notices(state),
    ];
  }

  function unfoldByHand() {
    if (view.justDragged) view.justDragged = false; // it was moved, not clicked
    else unfold();
  }

  function unfold() {
    if (root.getElementById('panel')) return;
    view.peek = true; // until it stands at the side
    if (!state.place.open) actions.toggle();
    again();
  }

  /** A fix takes the keyboard to the editor; whoever is in here by keyboard stays. */
  function fix(finding, index) {
    const had = /** @type {HTMLElement|null} */ (root.activeElement);
    actions.fix(finding, index);
    if (had && !state.dialog) (had.isConnected ? had : root.getElementById('panel'))?.focus({preventScroll: true});
  }

  function fold() {
    if (!view.peek) actions.toggle();
    view.peek = false;
    again();
  }

  let coming = 0;
  function soon() {
    coming ||= requestAnimationFrame(() => {
      coming = 0;
      moved();
    });
  }

  /** @param {KeyboardEvent} event */
  function leaveHover(event) {
    if (event.key !== 'Escape' || state.dialog) return;
    event.stopPropagation();
    actions.hover(null);
  }

  /** Opened by hand where there was no room for it. */
  function leavePeek() {
    if (!view.peek || state.dialog) return;
    view.peek = false;
    again();
  }

  keepEvents({host, root, inspectable, signal});
  addEventListener('resize', again, {signal});
  // Drawers come and go with a click, and slide.
  for (const type of ['click', 'transitionend', 'animationend']) {
    addEventListener(type, ({target}) => target !== host && soon(), {capture: true, passive: true, signal});
  }
  // Over the page it is out of the way as soon as the agent goes on there; beside it, it stays until it is folded.
  addEventListener('pointerdown', ({target}) => {
    if (target !== host && !drawn.isTight) leavePeek();
  }, {capture: true, passive: true, signal});
  addEventListener('focusin', (event) => {
    const [field] = event.composedPath();
    if (event.target === host || field === view.field) return; // in the overlay things stay where they are
    view.field = field;
    if (!state.dialog) moved(); // with the dialog open a fix is at work in the editor and needs its focus
  }, {capture: true, signal});

  if (!signal.aborted) {
    keepIn(parent, host, signal);
    again();
  }
  return {host, render, stir: dock.stir, boxes, keys};
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What the overlay itself remembers; see View in controls.js. */
const fresh = () => ({
  unfolded: new Set(), missing: new Set(), copied: null,
  field: /** @type {any} */ (null), drag: null, dragsPanel: false, justDragged: false, peek: false, announced: '',
});
