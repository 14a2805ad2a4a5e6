import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension} from '../browser.js';
import {startClock} from '../clock.js';

const OURS = 'ett.freshdesk.com';
const OTHER = 'annat.freshdesk.com';
let stored = pretendExtension();
const {answer, hostOf, standing} = await import('../../background/tenants.js');
const kept = await import('../../background/kept.js');
const {forget} = await import('../../background/settings.js');

const policy = (values) => (globalThis.chrome.storage.managed = {get: async () => values});

beforeEach(() => {
  stored = pretendExtension();
  forget();
});

test('without settings each Freshdesk is asked about, and nothing else is', async () => {
  assert.deepEqual(await Promise.all([OURS, OTHER].map(standing)), ['ask', 'ask']);
  const others = ['', 'freshdesk.com', 'a.b.freshdesk.com', 'ett.freshdesk.com.example', 'support.example'];
  assert.deepEqual(await Promise.all(others.map(standing)), others.map(() => 'no'));
});

test('a yes counts for that Freshdesk and settles it for all others', async () => {
  assert.equal(await answer(OURS, true), 'yes');
  assert.deepEqual([await standing(OURS), await standing(OTHER)], ['yes', 'no']);
  assert.equal(await answer(OTHER, true), 'no', 'an answer that was never asked for');
  assert.deepEqual(stored.domains, [OURS]);
});

test('a no is remembered for that Freshdesk alone', async () => {
  assert.equal(await answer(OTHER, false), 'no');
  assert.deepEqual([await standing(OTHER), await standing(OURS)], ['no', 'ask']);
  assert.equal(await answer(OTHER, true), 'no');
});

test('what policy names is all there is, whatever the agent has said', async () => {
  await answer(OTHER, true);
  policy({domains: ['https://Ett.freshdesk.com/a/', 'support.example']});
  forget();
  assert.deepEqual(await Promise.all([OURS, 'support.example', OTHER].map(standing)), ['yes', 'yes', 'no']);
});

test('what policy says is written down when it is new, not each time it is looked up', async () => {
  const area = globalThis.chrome.storage.local;
  const {set} = area;
  const written = [];
  area.set = (values) => (written.push(values.policy), set(values));
  for (const domains of [[OURS], [OURS], [OTHER], [OTHER]]) {
    policy({domains});
    forget();
    await standing(OURS);
  }
  assert.deepEqual(written, [{domains: [OURS]}, {domains: [OTHER]}]);
});

test('the host is what the browser says of the sender, not the message', () => {
  assert.equal(hostOf({url: `https://${OURS}/a/tickets/7`}), OURS);
  assert.equal(hostOf({origin: `https://${OURS}`}), OURS);
  assert.equal(hostOf({url: 'nonsense'}), '');
  assert.equal(hostOf({}), '');
});

test('content scripts are given what is theirs, and never the key to the server', async () => {
  Object.assign(stored, {token: 'hemlig', place: {side: 'left'}, queue: [1]});
  assert.deepEqual([await kept.get('place'), await kept.get('token'), await kept.get('queue')], [{side: 'left'}, null, null]);
  await kept.set('token', 'annan');
  await kept.set('theme', 'dark');
  assert.deepEqual([stored.token, stored.theme], ['hemlig', 'dark']);
});

test('a browser that is slow to look its policies up is waited for once, and until then what they were counts', async (t) => {
  const clock = startClock();
  t.after(() => clock.stop());
  let tell;
  stored.policy = {domains: [OURS]};
  globalThis.chrome.storage.managed = {get: () => new Promise((resolve) => (tell = resolve))};
  const first = standing(OURS);
  await clock.tick(100);
  assert.equal(await first, 'yes');
  const before = clock.now();
  assert.equal(await standing(OTHER), 'no');
  assert.equal(clock.now(), before);
  tell({domains: [OTHER]});
  await clock.tick(1);
  assert.deepEqual([await standing(OTHER), await standing(OURS)], ['yes', 'no']);
});
