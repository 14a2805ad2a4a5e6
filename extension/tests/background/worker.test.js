import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension, proven} from '../browser.js';

const OURS = 'https://ett.freshdesk.com/a/tickets/7';
const OTHER = 'https://annat.freshdesk.com/a/tickets/7';
const ID = 'a1f0d6c8-0000-4000-8000-000000000000';
const heard = [];
let stored = pretendExtension();
let asked;
let levels;

const event = () => ({addListener: (listener) => heard.push(listener)});
const nothing = () => ({addListener() {}});

/** The rest of the browser that the worker listens to. */
function rest() {
  Object.assign(globalThis.chrome, {
    action: {onClicked: nothing()}, commands: {onCommand: nothing()},
    permissions: {onAdded: nothing(), onRemoved: nothing(), contains: async () => false},
    scripting: {getRegisteredContentScripts: async () => []},
    management: {getSelf: async () => ({installType: 'admin'})},
  });
  Object.assign(globalThis.chrome.runtime, {
    onMessage: event(), onInstalled: nothing(), onStartup: nothing(), getURL: (path) => `chrome-extension://rutinlots/${path}`,
  });
  globalThis.chrome.storage.local.setAccessLevel = (level) => void levels.push(level);
}

/** @param {any} message @param {string} url */
const ask = (message, url) => new Promise((resolve) => {
  if (!heard[0](message, {id: 'rutinlots', url}, resolve)) resolve(null);
});

levels = [];
rest();
await import('../../background/service-worker.js');
const {forget} = await import('../../background/server/backend.js');

beforeEach(() => {
  stored = pretendExtension({domains: ['ett.freshdesk.com']});
  rest();
  forget();
  asked = [];
  globalThis.fetch = proven(async (address, {body}) => {
    asked.push({path: new URL(address).pathname, body: JSON.parse(body ?? 'null')});
    return Response.json({accepted: 1, findings: [], marks: [], guides: [], suggestions: [], gate: null});
  });
});

test('the storage is closed to content scripts before anything is heard', () => {
  assert.deepEqual(levels, [{accessLevel: 'TRUSTED_CONTEXTS'}]);
});

test('another Freshdesk is told that it is none of ours, and gets nothing else', async () => {
  assert.deepEqual(await ask({kind: 'hello'}, OTHER), {ok: true, value: {works: 'no', inspectable: false}});
  for (const message of [{kind: 'check', body: {moment: 'open'}}, {kind: 'snippets', query: 'faktura'}, {kind: 'pack'},
    {kind: 'events', events: [{id: ID, kind: 'logged', ticket: 7}]}, {kind: 'get', key: 'place'}]) {
    assert.deepEqual(await ask(message, OTHER), {ok: false, why: 'refused', status: undefined, again: undefined});
  }
  assert.deepEqual([asked, stored.queue], [[], undefined]);
});

test('a check and an event carry the host that the browser saw, whatever the message says', async () => {
  await ask({kind: 'check', body: {moment: 'open', tenant: 'annat.freshdesk.com'}}, OURS);
  await ask({kind: 'events', events: [{id: ID, kind: 'logged', ticket: 7, tenant: 'annat.freshdesk.com'}]}, OURS);
  assert.equal(asked.find(({path}) => path === '/api/v1/checks').body.tenant, 'ett.freshdesk.com');
  const kept = stored.queue.concat(asked.filter(({path}) => path === '/api/v1/events').flatMap(({body}) => body.events));
  assert.deepEqual(new Set(kept.map(({tenant}) => tenant)), new Set(['ett.freshdesk.com']));
});

test('only what is being developed may be looked into', async () => {
  assert.equal((await ask({kind: 'hello'}, OURS)).value.inspectable, false);
  globalThis.chrome.management.getSelf = async () => ({installType: 'development'});
  assert.equal((await ask({kind: 'hello'}, OURS)).value.inspectable, true);
});

test('a page of Freshdesk can’t try addresses out, and another extension is not heard', async () => {
  assert.equal(await ask({kind: 'test', backend: 'https://ran.example', token: 'x'}, OURS), null);
  assert.equal(heard[0]({kind: 'hello'}, {id: 'another', url: OURS}, () => {}), false);
});

test('canned responses are for the server’s own page of replies alone, from the Freshdesk that is ours', async () => {
  const path = 'canned_response_folders?page=1&per_page=100';
  const told = [];
  globalThis.chrome.tabs = {
    query: async () => [{id: 1}, {id: 2}, {id: 3}],
    sendMessage: async (id, message) => {
      told.push([id, message]);
      if (id === 1) throw new Error('not a tab of ours');
      const host = id === 2 ? 'annat.freshdesk.com' : 'ett.freshdesk.com';
      return {host, read: {status: 200, body: [id], again: '7', left: null}};
    },
  };
  const server = 'http://127.0.0.1:8765';
  const from = (sender, message) => new Promise((resolve) => {
    heard[0]({kind: 'canned', ...message}, {id: 'rutinlots', ...sender}, resolve);
  });
  const page = {url: `${server}/svar`, origin: server, frameId: 0, tab: {id: 9}};
  const others = [
    {...page, origin: 'http://127.0.0.1:8766', url: 'http://127.0.0.1:8766/svar'}, {...page, url: `${server}/handbok`},
    {...page, frameId: 4}, {...page, tab: undefined}, {...page, origin: 'https://ett.freshdesk.com', url: OURS},
  ];
  for (const other of others) assert.equal((await from(other, {path, host: 'ett.freshdesk.com'})).why, 'refused');
  assert.deepEqual(told, []);

  assert.deepEqual((await from(page, {})).value, {host: 'ett.freshdesk.com'});
  const {value} = await from(page, {path, host: 'ett.freshdesk.com'});
  assert.deepEqual(value, {status: 200, body: [3], left: null, again: 7000});
  assert.deepEqual(told.at(-1), [3, {kind: 'canned', host: 'ett.freshdesk.com', path}]);
});

test('with no Freshdesk open, or two that are ours, nothing is read', async () => {
  const server = 'http://127.0.0.1:8765';
  const sender = {id: 'rutinlots', url: `${server}/svar`, origin: server, frameId: 0, tab: {id: 9}};
  const open = (hosts) => {
    const answers = hosts.map((host) => ({host}));
    globalThis.chrome.tabs = {query: async () => hosts.map((_, id) => ({id: id + 1})), sendMessage: async (id) => answers[id - 1]};
    return new Promise((resolve) => heard[0]({kind: 'canned'}, sender, resolve));
  };
  assert.equal((await open([])).why, 'closed');
  assert.equal((await open(['annat.freshdesk.com'])).why, 'closed');
  await globalThis.chrome.storage.local.set({domains: ['ett.freshdesk.com', 'annat.freshdesk.com']});
  assert.equal((await open(['ett.freshdesk.com', 'annat.freshdesk.com'])).why, 'several');
});
