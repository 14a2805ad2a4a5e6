import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension} from './browser.js';

let stored = pretendExtension();
const {flush, keep} = await import('../background/queue.js');
const {forget} = await import('../background/backend.js');

const event = (id) => ({id, at: '2025-01-01T00:00:00Z', kind: 'shown', ticket: 1, check: 'salutation'});
const waiting = () => (stored.queue ?? []).map(({id}) => id);
let batches;

/** A server that answers each batch by `status`. */
function server(status = () => 200) {
  batches = [];
  globalThis.fetch = async (address, {body}) => {
    const ids = JSON.parse(body).events.map(({id}) => id);
    batches.push(ids);
    const code = status(ids);
    return new Response(JSON.stringify(code === 200 ? {accepted: ids.length} : {error: {code: 'invalid'}}), {status: code});
  };
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
