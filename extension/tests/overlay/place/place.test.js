import assert from 'node:assert/strict';
import {test} from 'node:test';

import {panelWidth, shelfHeight} from '../../../content/overlay/place/dock.js';
import {windowSize} from '../../../content/overlay/place/layout.js';
import {placePill} from '../../../content/overlay/place/placement.js';
import {quietPlace} from '../../../content/overlay/place/under.js';

test('the panel is as wide as leaves the page enough to read and write in', () => {
  const widths = [850, 804, 684, 640].map((content) => panelWidth({width: 1440}, content));
  assert.deepEqual(widths, [320, 288, 264, null]);
});

test('opened by hand in a small window it leaves the page less, or stands below it', () => {
  assert.deepEqual([640, 570, 560].map((content) => panelWidth({width: 1024}, content, true)), [288, 264, null]);
  assert.deepEqual([900, 540, 350, 240].map(shelfHeight), [300, 297, 193, null]);
});

test('the pill stands nearest to where it was put, or nowhere', () => {
  assert.equal(placePill(60, 300, [{top: 0, bottom: 900}]), 300);
  assert.equal(placePill(60, 300, [{top: 0, bottom: 200}, {top: 320, bottom: 900}]), 328);
  assert.equal(placePill(60, 300, [{top: 0, bottom: 70}]), null);
});

test('the window is as wide as it is, however the page is zoomed', () => {
  for (const clientWidth of [1440, 1152]) { // as browsers differ
    Object.assign(globalThis, {
      innerHeight: 900, innerWidth: 1455, visualViewport: {width: 1440, scale: 1},
      document: {documentElement: {clientWidth, currentCSSZoom: 1.25}},
    });
    assert.deepEqual(windowSize(), {width: 1440, height: 900});
  }
  globalThis.visualViewport = {width: 720, scale: 2}; // enlarged by two fingers
  assert.equal(windowSize().width, 1440);
});

const box = (left, top, right, bottom) => ({left, top, right, bottom, width: right - left, height: bottom - top});
const shownOnPage = (rect, {isControl = false} = {}) => ({
  shadowRoot: null, matches: () => isControl, checkVisibility: () => true, getBoundingClientRect: () => rect,
  childNodes: isControl ? [] : [{nodeType: 3, data: 'Filter', rects: [rect]}],
});

test('a notice that finds nowhere without text under it is made narrower, and only then lies on text', () => {
  const elements = [shownOnPage(box(0, 0, 500, 300), {isControl: true}), shownOnPage(box(500, 0, 540, 300))];
  const createRange = () => {
    let node;
    return {selectNodeContents: (one) => (node = one), getClientRects: () => node.rects};
  };
  Object.assign(globalThis, {Node: {TEXT_NODE: 3}, document: {querySelectorAll: () => elements, createRange}});
  const place = (...sizes) => quietPlace(sizes, {width: 720, height: 300}, {left: 720, top: 0}, null);
  const [wide, narrow] = [{width: 200, height: 60}, {width: 160, height: 80, given: 160}];

  const asItIs = place(wide, narrow);
  assert.equal(asItIs.width, 160);
  assert.ok(asItIs.left >= 540 && asItIs.left + 160 <= 720);
  assert.ok(place(wide).left < 540);
  assert.equal(place(wide).width, undefined);
  assert.equal(place({width: 300, height: 60}), null);
});
