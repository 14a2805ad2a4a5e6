/** What a page says to the background: a thread of half a megabyte once. */

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {pretendExtension} from '../../browser.js';
import {startClock} from '../../clock.js';

pretendExtension();
const {createClient} = await import('../../../content/app/backend/client.js');
const {whole} = await import('../../../background/server/threads.js');

const THREAD = [{direction: 'in', text: 'Hej! Fakturan är hög.'}];
const question = (conversation = THREAD) => ({moment: 'write', ticket: {id: 7, conversation}});
const client = createClient();
let heard;

beforeEach(() => {
  heard = [];
  pretendExtension();
  globalThis.chrome.runtime.sendMessage = async (message) => {
    const sent = structuredClone(message);
    const told = sent.body.ticket?.conversation.length;
    try {
      heard.push([sent.kind, told, whole(sent).ticket?.conversation]);
    } catch ({why}) {
      heard.push([sent.kind, told, why]);
      return {ok: false, why};
    }
    return {ok: true, value: {}};
  };
});

test('a thread is sent once, and is there for all that is asked about it', async () => {
  const mine = [...THREAD];
  await client.check(question(mine));
  await client.suggestions(question(mine));
  await client.fill('flytt', {values: {}, ...question(mine)});
  await client.check(question(mine), {patient: true});
  assert.deepEqual(heard, [['check', 1, THREAD], ['suggest', 0, THREAD], ['fill', 0, THREAD], ['check', 0, THREAD]]);
});

test('two threads are not taken for one another, and one that has changed is sent', async () => {
  const [mine, other] = [[...THREAD], [...THREAD, {direction: 'out', text: 'Vi tittar på det.'}]];
  for (const thread of [mine, other, mine, other]) await client.check(question(thread));
  assert.deepEqual(heard.map(([, sent, known]) => [sent, known.length]), [[1, 1], [2, 2], [0, 1], [0, 2]]);
});

test('a background that has forgotten the thread is sent it again', async () => {
  const mine = [...THREAD];
  await client.check(question(mine));
  for (let other = 0; other < 6; other += 1) await client.check(question([...THREAD]));
  heard.length = 0;
  const answer = await client.check(question(mine));
  assert.ok(answer.ok);
  assert.deepEqual(heard, [['check', 0, 'thread'], ['check', 1, THREAD]]);
});

test('a question about no ticket, or one without mails, is sent as it is', async () => {
  await client.check({moment: 'list', list: {}});
  await client.check(question([]));
  await client.check(question([]));
  assert.deepEqual(heard, [['check', undefined, undefined], ['check', 0, []], ['check', 0, []]]);
});

test('an extension that is replaced while it is asked has gone, though it never answers', async (t) => {
  const clock = startClock();
  t.after(clock.stop);
  globalThis.chrome.runtime.sendMessage = () => new Promise(() => {});
  let answer = null;
  client.snippets('flytt').then((told) => { answer = told; });
  await clock.tick(5_000);
  assert.equal(answer, null);

  delete globalThis.chrome.runtime.id;
  await clock.tick(1_000);
  assert.deepEqual(answer, {ok: false, why: 'gone'});
});
