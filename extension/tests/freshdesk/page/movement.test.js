/** Whether what the page draws anew may have come to where the overlay stands. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {startClock} from '../../clock.js';
import '../../dom.js';
import {createMovement} from '../../../content/freshdesk/page/movement.js';

const OURS = [{left: 1100, top: 60, right: 1440, bottom: 900}];
const box = (left, top, right, bottom) => ({left, top, right, bottom});
const FAR = box(300, 20, 400, 40);

const drawn = (rect, {inside = [], position = 'static', shadowRoot = null, isConnected = true} = {}) => ({
  nodeType: 1, shadowRoot, isConnected, position, getBoundingClientRect: () => rect, querySelectorAll: () => inside,
});

/** A page that has been at rest for a while, and what it does then. */
async function atRest(t) {
  const clock = startClock();
  t.after(() => clock.stop());
  const window = {performance, innerWidth: 1440, innerHeight: 900, getComputedStyle: ({position}) => ({position})};
  const movement = createMovement(/** @type {any} */ (window), (target) => target === /** @type {any} */ ('editor'));
  await clock.tick(2000);
  assert.equal(movement.isMoving(OURS), false);
  const draws = (addedNodes, removedNodes = [], target = 'page') =>
    movement.changed(/** @type {any} */ ([{addedNodes, removedNodes, target}]));
  return {clock, movement, draws};
}

test('what is drawn elsewhere has not come to the overlay, and what is drawn by it may have', async (t) => {
  const {movement, draws} = await atRest(t);
  draws([drawn(FAR), {nodeType: 3}]);
  assert.equal(movement.isMoving(OURS), false);
  draws([drawn(FAR, {inside: [drawn(box(1200, 100, 1300, 200))]})]);
  assert.equal(movement.isMoving(OURS), true);
});

test('what the agent writes moves nothing, and of many changes together each counts', async (t) => {
  const {movement, draws} = await atRest(t);
  for (let times = 0; times < 300; times += 1) draws([drawn(OURS[0])], [drawn(FAR)], 'editor');
  assert.equal(movement.isMoving(OURS), false);
  draws([drawn(OURS[0])]);
  for (let times = 0; times < 300; times += 1) draws([], [], 'editor');
  assert.equal(movement.isMoving(OURS), true);
});

test('what may be anything, or may slide in, counts as near', async (t) => {
  const {clock, movement, draws} = await atRest(t);
  const many = Array.from({length: 40}, () => drawn(FAR));
  const outside = box(1440, 0, 1800, 900);
  for (const odd of [drawn(FAR, {inside: many}), drawn(FAR, {shadowRoot: {}}), drawn(outside, {position: 'fixed'})]) {
    draws([odd]);
    assert.equal(movement.isMoving(OURS), true);
    await clock.tick(1100);
    assert.equal(movement.isMoving(OURS), false);
  }
  draws([drawn(box(300, 2000, 400, 2040)), drawn(OURS[0], {isConnected: false})]);
  assert.equal(movement.isMoving(OURS), false, 'further down the page, and what is gone again');
});

test('while the overlay waits for room, whatever comes or goes counts', async (t) => {
  const {clock, movement, draws} = await atRest(t);
  assert.equal(movement.isMoving(null), false);
  draws([], [drawn(FAR)]);
  assert.equal(movement.isMoving(null), true);
  await clock.tick(1100);
  draws([drawn(FAR)]);
  assert.equal(movement.isMoving(null), true);
});

test('what the agent does counts for a second, and small changes are looked after now and then', async (t) => {
  const {clock, movement, draws} = await atRest(t);
  movement.moved();
  assert.equal(movement.isMoving(OURS), true);
  await clock.tick(1100);
  assert.equal(movement.isMoving(OURS), false);
  await clock.tick(20_000);
  draws([drawn(FAR)]);
  assert.equal(movement.isMoving(OURS), true);
  draws([drawn(FAR)]);
  assert.equal(movement.isMoving(OURS), false);
});
