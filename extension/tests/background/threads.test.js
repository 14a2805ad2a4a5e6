/** A long thread is sent once, and then by the key that the backend told. */

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension, proven} from '../browser.js';

pretendExtension();
const backend = await import('../../background/server/backend.js');

const FIRST = [{direction: 'in', text: 'Hej! Fakturan är hög.'}, {direction: 'out', text: 'Hej Anna, vi tittar på det.'}];
const NEW = {direction: 'in', text: 'Är det klart?'};
const question = (conversation = FIRST, id = 7) => ({moment: 'write', ticket: {id, subject: 'Faktura', conversation}});

/** What the backend was sent, and what it knows: the threads by their keys. */
const sent = [];
const keys = new Map();

beforeEach(() => {
  backend.forget();
  sent.length = 0;
  keys.clear();
  globalThis.fetch = proven(async (address, {body}) => {
    const {ticket} = JSON.parse(body);
    sent.push([String(address).split('/').at(-1), ticket.thread ?? null, ticket.conversation.length]);
    if (ticket.thread && !keys.has(ticket.thread)) {
      return Response.json({error: {status: 409, code: 'thread-unknown'}}, {status: 409});
    }
    const thread = `key of ${[...(keys.get(ticket.thread) ?? []), ...ticket.conversation].map(({text}) => text).join()}`;
    keys.set(thread, [...(keys.get(ticket.thread) ?? []), ...ticket.conversation]);
    return Response.json({findings: [], marks: [], guides: [], suggestions: [], gate: null, thread});
  });
});

const KEY = `key of ${FIRST.map(({text}) => text).join()}`;

test('after the first answer the thread is named, by checks and suggestions', async () => {
  await backend.check(question(), false);
  await backend.check(question(), false);
  await backend.suggestions(question());
  await backend.check(question(), true);
  assert.deepEqual(sent, [['checks', null, 2], ['checks', KEY, 0], ['suggestions', KEY, 0], ['checks', KEY, 0]]);
});

test('a mail that has come since is sent beside the name, and named with it from then on', async () => {
  await backend.check(question(), false);
  await backend.check(question([...FIRST, NEW]), false);
  await backend.check(question([...FIRST, NEW]), false);
  assert.deepEqual(sent.slice(1), [['checks', KEY, 1], ['checks', `${KEY},${NEW.text}`, 0]]);
});

test('a thread that has changed is sent whole', async () => {
  await backend.check(question(), false);
  await backend.check(question([NEW, ...FIRST]), false);
  await backend.check(question([FIRST[0]]), false);
  assert.deepEqual(sent.slice(1).map(([, key]) => key), [null, null]);
});

test('a backend that has forgotten the thread is sent it whole, and the agent notices nothing', async () => {
  await backend.check(question(), false);
  keys.clear();
  const verdict = await backend.check(question(), false);
  await backend.check(question(), false);
  assert.deepEqual(verdict.findings, []);
  assert.deepEqual(sent.slice(1), [['checks', KEY, 0], ['checks', null, 2], ['checks', KEY, 0]]);
});

test('one process that does not know the thread does not make the others unlearn it', async () => {
  await backend.check(question(), false);
  const threads = [...keys];
  keys.clear();
  await backend.suggestions(question());
  threads.forEach(([key, messages]) => keys.set(key, messages));
  await backend.check(question(), false);
  assert.deepEqual(sent.slice(1), [['suggestions', KEY, 0], ['suggestions', null, 2], ['checks', KEY, 0]]);
});

test('what a question is refused for otherwise is passed on', async () => {
  await backend.check(question(), false);
  globalThis.fetch = proven(async () => Response.json({error: {status: 422, code: 'invalid'}}, {status: 422}));
  await assert.rejects(backend.check(question(), false), {why: 'invalid'});
});

test('a backend that tells no key is sent everything each time', async () => {
  globalThis.fetch = proven(async (_, {body}) => {
    sent.push(JSON.parse(body).ticket.conversation.length);
    return Response.json({findings: [], marks: [], guides: [], suggestions: [], gate: null});
  });
  await backend.check(question(), false);
  await backend.check(question(), false);
  assert.deepEqual(sent, [2, 2]);
});

test('each ticket has its own key, and the oldest of many is forgotten', async () => {
  for (let id = 1; id <= 21; id += 1) await backend.check(question(FIRST, id), false);
  sent.length = 0;
  await backend.check(question(FIRST, 21), false);
  await backend.check(question(FIRST, 1), false);
  assert.deepEqual(sent.map(([, key]) => key), [KEY, null]);
});

test('another address is told nothing of what the first one knows', async () => {
  await backend.check(question(), false);
  backend.forget();
  await backend.check(question(), false);
  assert.deepEqual(sent.map(([, key]) => key), [null, null]);
});
