import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension, proven} from '../browser.js';

let stored = pretendExtension();
const {flush, keep} = await import('../../background/queue.js');
const {forget} = await import('../../background/server/backend.js');

const event = (id) => ({id, at: '2025-01-01T00:00:00Z', kind: 'shown', ticket: 1, check: 'salutation'});
const waiting = () => (stored.queue ?? []).map(({id}) => id);
let batches;

/** A server that answers each batch by `status`. */
function server(status = () => 200) {
  batches = [];
  globalThis.fetch = proven(async (address, {body}) => {
    const ids = JSON.parse(body).events.map(({id}) => id);
    batches.push(ids);
    const code = status(ids);
    return new Response(JSON.stringify(code === 200 ? {accepted: ids.length} : {error: {code: 'invalid'}}), {status: code});
  });
}

beforeEach(() => {
  stored = pretendExtension();
  forget();
  server();
});

test('events are kept until the backend has them', async () => {
  await keep([event('a'), event('b')]);
  assert.deepEqual(waiting(), ['a', 'b']);
  await flush();
  assert.deepEqual([batches, waiting()], [[['a', 'b']], []]);
});

test('only ids and outcomes are kept, never a word of a mail', async () => {
  await keep([{...event('a'), text: 'Hej Anna', draft: {text: 'hemligt'}, reason: null}]);
  assert.deepEqual(stored.queue, [event('a')]);
});

test('a backend that is away gets them later', async () => {
  server(() => 500);
  await keep([event('a')]);
  await flush();
  assert.deepEqual(waiting(), ['a']);
  server();
  forget();
  await flush();
  assert.deepEqual(waiting(), []);
});

test('they are handed over a hundred at a time', async () => {
  await keep(Array.from({length: 250}, (_, index) => event(String(index))));
  await flush();
  assert.deepEqual(batches.map(({length}) => length), [100, 100, 50]);
});

test('an event that the backend can’t take is dropped, and holds up no other', async () => {
  server((ids) => (ids.includes('bad') ? 422 : 200));
  await keep([event('a'), event('bad'), event('b')]);
  await flush();
  assert.deepEqual(waiting(), []);
  assert.deepEqual(batches.slice(1), [['a'], ['bad'], ['b']]);
});

test('of more than a thousand the oldest give way', async () => {
  await keep(Array.from({length: 1002}, (_, index) => event(String(index))));
  assert.deepEqual([stored.queue.length, stored.queue[0].id], [1000, '2']);
});

test('of more than are kept the oldest go, and what is known of logs is the last to go', async () => {
  const logged = {...event('log'), kind: 'logged'};
  const unlogged = {...event('no-log'), kind: 'sent-unlogged'};
  await keep([event('first'), logged, unlogged, event('second')]);
  await keep(Array.from({length: 999}, (_, index) => event(String(index))));
  assert.equal(waiting().length, 1000);
  assert.deepEqual(waiting().slice(0, 3), ['log', 'no-log', '1']);
});

test('of more logs than are kept the newest stay', async () => {
  await keep(Array.from({length: 1200}, (_, index) => ({...event(String(index)), kind: 'logged'})));
  assert.deepEqual([waiting().length, waiting()[0]], [1000, '200']);
});
