/** The server proves which it is before it gets a token or a mail. */

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension, serverKey} from '../browser.js';

pretendExtension();
const backend = await import('../../background/server/backend.js');
const identity = await import('../../background/server/identity.js');
const known = await import('../../background/settings.js');

const HERE = 'http://127.0.0.1:8765';
const VERDICT = {findings: [], marks: [], guides: [], suggestions: [], gate: null};
const OURS = await serverKey();
const ANOTHER = await serverKey();
const OWN_FAULT = (status, code) => Response.json({error: {code}}, {status});

let stored;
/** Paths, and what of a token or a mail came with them. */
let asked;

/** @param {(challenge: {nonce: string, audience: string}) => any} prove */
function server(prove) {
  globalThis.fetch = async (address, {headers, body}) => {
    const path = new URL(address).pathname;
    asked.push(`${path}${headers.Authorization ? ' token' : ''}${body?.includes('hemligt') ? ' mail' : ''}`);
    if (path !== '/api/v1/identity') return Response.json(VERDICT);
    const answer = await prove(JSON.parse(body));
    return answer instanceof Response ? answer : Response.json(answer);
  };
}

const ask = () => backend.check({moment: 'write', ticket: {subject: 'hemligt'}}, false).then(() => 'answered', ({why}) => why);

/** As after a failed connection, or when the worker starts. */
function begin({policy = {}, ...local} = {}) {
  stored = pretendExtension({token: 'hemlig-nyckel', ...local});
  globalThis.chrome.storage.managed.get = async () => policy;
  known.forget();
  backend.forget();
  asked = [];
}

beforeEach(() => begin());

test('the first key at an address is remembered, and asked for once, not for each request', async () => {
  server(OURS.prove);
  assert.deepEqual([await ask(), await ask()], ['answered', 'answered']);
  assert.deepEqual(asked, ['/api/v1/identity', '/api/v1/checks token mail', '/api/v1/checks token mail']);
  assert.deepEqual(stored.serverKeys, {[HERE]: OURS.fingerprint});
});

test('requests that come together wait for one proof', async () => {
  server(OURS.prove);
  await Promise.all([ask(), ask(), ask()]);
  assert.equal(asked.filter((path) => path === '/api/v1/identity').length, 1);
});

test('a server with another key gets neither token nor mail, and says so until the agent accepts it', async () => {
  begin({serverKeys: {[HERE]: OURS.fingerprint}});
  server(ANOTHER.prove);
  assert.deepEqual([await ask(), await ask()], ['server-key', 'server-key']);
  await backend.test(HERE, 'hemlig-nyckel').catch(({why}) => assert.equal(why, 'server-key'));
  await identity.pair(HERE).catch(({why}) => assert.equal(why, 'server-key'));
  assert.deepEqual(new Set(asked), new Set(['/api/v1/identity']));
  assert.deepEqual(stored.serverKeys, {[HERE]: OURS.fingerprint});

  await identity.accept(HERE, (await identity.look(HERE)).fingerprint);
  backend.forget();
  assert.equal(await ask(), 'answered');
});

test('a key is proven by its signature of this number for this address, not by being shown', async () => {
  begin({serverKeys: {[HERE]: OURS.fingerprint}});
  const replayed = await OURS.prove({nonce: 'n'.repeat(43), audience: HERE});
  for (const prove of [
    () => replayed,
    ({nonce}) => OURS.prove({nonce, audience: 'http://127.0.0.1:8766'}), // passed on to the right one at another port
    async (challenge) => ({key: replayed.key, signature: (await ANOTHER.prove(challenge)).signature}),
    async () => ({key: btoa('x'), signature: btoa('x')}),
  ]) {
    backend.forget();
    server(prove);
    assert.equal(await ask(), 'server-key');
  }
  assert.deepEqual(new Set(asked), new Set(['/api/v1/identity']));
});

test('what proves nothing gets nothing, and what is wrong is told apart', async () => {
  for (const [answer, why] of [
    [() => OWN_FAULT(404, 'not-found'), 'old-server'], [() => OWN_FAULT(401, 'token-missing'), 'old-server'],
    [() => OWN_FAULT(422, 'address-unknown'), 'address'], [() => OWN_FAULT(403, 'forbidden'), 'address'],
    [() => ({key: 'å', signature: ''}), 'other-server'], [() => ({hello: 1}), 'other-server'],
    [() => new Response('no such page', {status: 404}), 'other-server'], [() => OWN_FAULT(503, 'busy'), 'busy'],
    [() => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ]) {
    begin();
    server(answer);
    assert.equal(await ask(), why);
    assert.deepEqual([new Set(asked), stored.serverKeys], [new Set(['/api/v1/identity']), undefined], why);
  }
});

test('after a failed connection the server proves itself again before it gets anything', async () => {
  server(OURS.prove);
  await ask();
  const serving = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  assert.equal(await ask(), 'offline');
  globalThis.fetch = serving;
  server(ANOTHER.prove);
  asked = [];
  await identity.required(HERE).catch(({why}) => assert.equal(why, 'server-key'));
  assert.deepEqual(asked, ['/api/v1/identity']);
});

test('a proof by a port of this machine is renewed beside a request after five seconds, and before it after ten', async (t) => {
  let now = 1000;
  t.mock.method(performance, 'now', () => now);
  server(OURS.prove);
  await ask();
  server(ANOTHER.prove);
  now += 4_900;
  asked = [];
  assert.equal(await ask(), 'answered');
  assert.deepEqual(asked, ['/api/v1/checks token mail']);
  now += 200;
  assert.equal(await ask(), 'answered');
  await identity.pair(HERE).catch(() => {}); // the one that was begun
  asked = [];
  assert.equal(await ask(), 'server-key');

  begin();
  server(OURS.prove);
  await ask();
  server(ANOTHER.prove);
  now += 10_100;
  assert.equal(await ask(), 'server-key');
});

test('over https, where each connection proves itself, a proof is worth something for five minutes', async (t) => {
  let now = 1000;
  t.mock.method(performance, 'now', () => now);
  begin({backend: 'https://rutiner.example'});
  server(OURS.prove);
  for (const [later, proofs] of [[0, 1], [149_000, 1], [301_000, 2]]) {
    now = 1000 + later;
    assert.equal(await ask(), 'answered');
    assert.equal(asked.filter((path) => path === '/api/v1/identity').length, proofs);
  }
});

test('policy decides alone which keys a server may have, and may name a new one beside the old', async () => {
  const shown = OURS.fingerprint.toUpperCase().match(/.{4}/g).join(' ');
  begin({policy: {serverKey: shown}, serverKeys: {[HERE]: ANOTHER.fingerprint}});
  server(ANOTHER.prove);
  assert.equal(await ask(), 'server-key');
  await assert.rejects(identity.accept(HERE, ANOTHER.fingerprint), ({why}) => why === 'refused');
  assert.deepEqual(await identity.look(HERE), {fingerprint: ANOTHER.fingerprint, known: [OURS.fingerprint], fixed: true});

  begin({policy: {serverKey: `${shown}, ${ANOTHER.fingerprint}`}});
  server(ANOTHER.prove);
  assert.equal(await ask(), 'answered');
  assert.deepEqual((await known.settings()).managed, []);
});

test('an address that is only tried out is not remembered', async () => {
  server(OURS.prove);
  await backend.test(HERE, 'hemlig-nyckel').catch(() => {});
  assert.deepEqual([asked, stored.serverKeys], [['/api/v1/identity', '/api/v1/pack token'], undefined]);
  await assert.rejects(identity.accept(HERE, 'inget fingeravtryck'), ({why}) => why === 'refused');
});
