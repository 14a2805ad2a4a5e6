import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createPreferences} from '../../../content/app/state/preferences.js';

const DAY_MS = 24 * 3600 * 1000;

function storage(stored = {}) {
  return {stored, get: async (key) => stored[key], keep: async (key, value) => void (stored[key] = structuredClone(value))};
}

test('the panel stands where it was put', async () => {
  const kept = storage();
  const preferences = await createPreferences(kept);
  assert.deepEqual(preferences.place, {open: true, side: 'right', top: 0.2});
  preferences.setPlace({open: false, side: 'left', top: 0.5});
  assert.deepEqual((await createPreferences(kept)).place, {open: false, side: 'left', top: 0.5});
});

test('what is dismissed on a ticket stays dismissed there, and only there', async () => {
  const kept = storage();
  const preferences = await createPreferences(kept);
  await preferences.dismiss(7, 'salutation');
  await preferences.dismiss(7, 'salutation');
  const later = await createPreferences(kept);
  assert.deepEqual([later.dismissed(7), later.dismissed(8)], [['salutation'], []]);
});

test('what is dismissed on a new mail lasts until it is forgotten, and is never stored', async () => {
  const kept = storage();
  const preferences = await createPreferences(kept);
  await preferences.dismiss('new', 'salutation');
  assert.deepEqual([preferences.dismissed('new'), kept.stored.tickets], [['salutation'], undefined]);
  preferences.forget('new');
  assert.deepEqual(preferences.dismissed('new'), []);
});

test('two tabs do not forget for each other', async () => {
  const kept = storage();
  const [one, other] = [await createPreferences(kept), await createPreferences(kept)];
  await one.dismiss(1, 'a');
  await other.dismiss(2, 'b');
  assert.deepEqual(Object.keys(kept.stored.tickets), ['1', '2']);
});

test('after sixty days a ticket is forgotten, and of more than five hundred the oldest are', async () => {
  const now = 100 * DAY_MS;
  const old = {1: {at: now - 61 * DAY_MS, dismissed: ['a']}, 2: {at: now - 59 * DAY_MS, dismissed: ['b']}};
  const preferences = await createPreferences(storage({tickets: old}), () => now);
  assert.deepEqual([preferences.dismissed(1), preferences.dismissed(2)], [[], ['b']]);

  const many = Object.fromEntries(Array.from({length: 510}, (_, index) => [index + 1, {at: now - index, dismissed: ['a']}]));
  const full = await createPreferences(storage({tickets: many}), () => now);
  assert.deepEqual([full.dismissed(500), full.dismissed(501)], [['a'], []]);
});

test('a false alarm is remembered while the page lives, of a block as a block, and never stored', async () => {
  const kept = storage();
  const preferences = await createPreferences(kept);
  preferences.refute(7, {id: 'a', level: 'block'});
  preferences.refute(7, {id: 'b', level: 'confirm'});
  assert.deepEqual([preferences.dismissed(7), preferences.dismissed(8)], [['block:a', 'b'], []]);
  assert.equal(kept.stored.tickets, undefined);
});

test('words that repeat are shown five times, in all tabs and visits together', async () => {
  const kept = storage();
  const first = await createPreferences(kept);
  assert.deepEqual([1, 2, 3].map(() => first.remind('log')), [true, true, true]);
  const later = await createPreferences(kept);
  assert.deepEqual([1, 2, 3].map(() => later.remind('log')), [true, true, false]);
  assert.equal(later.remind('other'), true);
});
