/** When the page is asked what lies in the column: soon after it has moved, but not for each of its movements. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {startClock} from '../../clock.js';
import '../../dom.js';
import {createDock} from '../../../content/overlay/place/dock.js';

const VIEW = {width: 1440, height: 900};
const box = (left, top, right, bottom) => ({left, top, right, bottom, width: right - left, height: bottom - top});

/** A page of one row, which yields what is taken from it, and a drawer that may lie over it. */
function opened(t) {
  const clock = startClock();
  t.after(() => clock.stop());
  const life = new AbortController();
  t.after(() => life.abort());
  const page = {asked: 0, drawn: 0, drawer: false};
  const row = {
    isConnected: true, hasAttribute: () => true, removeAttribute() {}, shadowRoot: null,
    contains: () => true, getBoundingClientRect: () => box(0, 0, VIEW.width, VIEW.height),
  };
  const drawer = {shadowRoot: null, contains: () => false};
  const document = {
    adoptedStyleSheets: [], body: row, documentElement: {},
    elementFromPoint() {
      const found = page.drawer ? drawer : row;
      return {...found, getRootNode: () => document};
    },
  };
  const host = {
    style: {setProperty() {}}, removeAttribute() {},
    setAttribute: () => (page.asked += 1),
  };
  const globals = {
    document, innerWidth: VIEW.width, innerHeight: VIEW.height, visualViewport: VIEW, CSSStyleSheet: class { replaceSync() {} },
  };
  for (const [name, value] of Object.entries(globals)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
    t.after(() => (before ? Object.defineProperty(globalThis, name, before) : Reflect.deleteProperty(globalThis, name)));
  }
  const dock = createDock(/** @type {any} */ ({document, host, again: () => draw(), signal: life.signal}));
  /** @param {object} [how] */
  function draw(how) {
    page.drawn += 1;
    const place = {open: true, side: /** @type {'right'} */ ('right'), ...how};
    return dock.take(place, /** @type {any} */ ({main: row, row}));
  }
  return {clock, page, dock, draw};
}

test('the first drawing asks nothing of the page, and the column is looked at right after it', async (t) => {
  const {clock, page, draw} = opened(t);
  page.drawer = true;
  assert.ok(draw().docked);
  assert.equal(page.asked, 0);
  await clock.tick(10);
  assert.deepEqual([page.asked, page.drawn], [1, 2]);
  assert.equal(draw().docked, null);
});

test('a page that moves on and on is looked at now and then, and once more when it has stopped', async (t) => {
  const {clock, page, draw} = opened(t);
  draw();
  await clock.tick(1000);
  page.asked = 0;
  for (let time = 0; time < 1000; time += 50) {
    draw();
    await clock.tick(50);
  }
  assert.ok(page.asked >= 3 && page.asked <= 5, String(page.asked));
  page.drawer = true; // after the last look that was due
  await clock.tick(310);
  assert.equal(draw({isStill: true}).docked, null);
});

test('of a page that has moved under what is shown the column is looked at once', async (t) => {
  const {clock, page, dock, draw} = opened(t);
  draw();
  await clock.tick(1000);
  Object.assign(page, {asked: 0, drawn: 0});
  dock.stir();
  dock.stir();
  await clock.tick(1000);
  assert.deepEqual([page.asked, page.drawn], [1, 1]);
});

test('while a dialog lies over all nothing is looked for, and it is when the dialog has gone', async (t) => {
  const {clock, page, draw} = opened(t);
  draw();
  await clock.tick(1000);
  page.asked = 0;
  page.drawer = true;
  assert.ok(draw({isVeiled: true}).docked);
  await clock.tick(1000);
  assert.equal(page.asked, 0);
  assert.equal(draw({isStill: true}).docked, null);
});

test('while nothing of the page moves, what is drawn asks nothing of it', async (t) => {
  const {clock, page, draw} = opened(t);
  draw();
  await clock.tick(1000);
  page.asked = 0;
  for (let count = 0; count < 5; count += 1) {
    draw({isStill: true});
    await clock.tick(500);
  }
  assert.equal(page.asked, 0);
});
