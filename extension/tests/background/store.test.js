import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension} from '../browser.js';

let read;

/** The storage holds `values`, and tells in `read` what it has been asked for. */
function begin(values) {
  pretendExtension(values);
  read = [];
  const {get} = globalThis.chrome.storage.local;
  globalThis.chrome.storage.local.get = (name) => {
    read.push(name);
    return get(name);
  };
}

begin({});
const store = await import('../../background/store.js');

beforeEach(() => begin({token: 'hemlig', queue: [0]}));

test('what is asked for again and again is read once, also where there is nothing', async () => {
  for (const _ of [1, 2, 3]) assert.deepEqual(await Promise.all([store.get('token'), store.get('place')]), ['hemlig', undefined]);
  assert.deepEqual(read, ['token', 'place']);
});

test('what the worker or another page has changed is read again, and nothing else is', async () => {
  await Promise.all([store.get('token'), store.get('queue')]);
  await store.set({queue: [1]});
  assert.deepEqual(await Promise.all([store.get('token'), store.get('queue')]), ['hemlig', [1]]);
  await globalThis.chrome.storage.local.set({token: 'annan'});
  assert.deepEqual(await Promise.all([store.get('token'), store.get('queue')]), ['annan', [1]]);
  await store.remove('queue');
  assert.equal(await store.get('queue'), undefined);
  assert.deepEqual(read, ['token', 'queue', 'queue', 'token', 'queue']);
});

test('what changes while it is read is read again', async () => {
  const first = store.get('token');
  await store.set({token: 'annan'});
  await first;
  assert.equal(await store.get('token'), 'annan');
});

test('a change counts at once, before the browser has told of it', async () => {
  globalThis.chrome.storage.local.set = async () => {}; // tells nothing
  await store.get('token');
  await store.set({token: 'annan'});
  await store.get('token');
  assert.deepEqual(read, ['token', 'token']);
});

test('a storage that can’t be read is asked again', async () => {
  const {get} = globalThis.chrome.storage.local;
  globalThis.chrome.storage.local.get = () => Promise.reject(new Error('away'));
  await assert.rejects(store.get('token'));
  globalThis.chrome.storage.local.get = get;
  assert.equal(await store.get('token'), 'hemlig');
});
