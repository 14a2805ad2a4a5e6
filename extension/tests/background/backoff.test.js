import assert from 'node:assert/strict';
import {beforeEach, mock, test} from 'node:test';

import {backOff, remaining, reset, retryAfter} from '../../background/server/backoff.js';
import {startClock} from '../clock.js';

const CHECKS = '/api/v1/checks';
let clock;
beforeEach((t) => {
  reset();
  clock = startClock();
  mock.method(Math, 'random', () => 0);
});

test('a path that was refused rests as long as the backend said, and other paths do not', async (t) => {
  t.after(() => clock.stop());
  assert.equal(backOff(CHECKS, 500), 500);
  assert.equal(remaining(CHECKS), 500);
  assert.equal(remaining('/api/v1/pack'), 0);
  await clock.tick(500);
  assert.equal(remaining(CHECKS), 0);
});

test('refused in a row, it rests twice as long each time, up to half a minute', (t) => {
  t.after(() => clock.stop());
  assert.deepEqual([1, 2, 3].map(() => backOff(CHECKS, 500)), [500, 1000, 2000]);
  for (let more = 0; more < 20; more += 1) backOff(CHECKS, 500);
  assert.equal(remaining(CHECKS), 30_000);
});

test('a mail that waits is held back only by what the backend itself asked for', (t) => {
  t.after(() => clock.stop());
  backOff(CHECKS, 500);
  backOff(CHECKS, 500);
  assert.equal(remaining(CHECKS, true), 500);
  assert.equal(remaining(CHECKS, false), 1000);
});

test('an answer ends the rest, and the next one begins short again', (t) => {
  t.after(() => clock.stop());
  backOff(CHECKS, 500);
  backOff(CHECKS, 500);
  reset(CHECKS);
  assert.equal(remaining(CHECKS), 0);
  assert.equal(backOff(CHECKS, 500), 500);
});

test('those who were refused together come back spread out', (t) => {
  t.after(() => clock.stop());
  Math.random.mock.mockImplementation(() => 1);
  assert.equal(backOff(CHECKS, 1000), 1500);
});

test('Retry-After is seconds or a date, and is kept within bounds', (t) => {
  t.after(() => clock.stop());
  const wait = (said) => retryAfter({headers: new Headers(said === null ? {} : {'Retry-After': said})});
  assert.equal(wait('3'), 3000);
  assert.equal(wait(new Date(5000).toUTCString()), 5000);
  assert.equal(wait('0'), 200);
  assert.equal(wait('9999'), 60_000);
  assert.deepEqual([wait(null), wait('soon')], [1000, 1000]);
});
