import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createVerdicts, limited} from '../../../content/sending/verdict/verdicts.js';
import '../../browser.js';
import {startClock} from '../../clock.js';
import {CLEAN, ok} from '../../desk.js';

function verdictsOf(t, answer = async () => ok(CLEAN)) {
  const clock = startClock();
  t.after(clock.stop);
  const composer = {kind: 'reply', editor: new Element(), place: {kind: 'ticket', id: 1}};
  const seen = {asked: [], text: 'Hej'};
  const page = {
    fingerprint: () => seen.text,
    draft: () => ({kind: 'reply', text: seen.text, to: [], cc: [], bcc: []}),
    ticket: async () => ({ticket: {id: 1, requester: {email: 'anna@example.com'}}, agent: null}),
  };
  const verdicts = createVerdicts({page, client: {check: (body) => (seen.asked.push(body), answer(body))}});
  return {clock, composer, seen, verdicts};
}

test('each text and way of sending is asked about once', async (t) => {
  const {verdicts, composer, seen} = verdictsOf(t);
  await Promise.all([verdicts.of(composer, 'send').promise, verdicts.of(composer, 'send').promise]);
  await verdicts.of(composer, 'send-and-close').promise;
  assert.deepEqual(seen.asked.map(({draft}) => draft.send_mode), ['send', 'send-and-close']);
});

test('a reply without readable recipients goes to the one who asked', async (t) => {
  const {verdicts, composer, seen} = verdictsOf(t);
  await verdicts.of(composer, 'send').promise;
  assert.deepEqual(seen.asked[0].draft.to, ['anna@example.com']);
});

test('a verdict holds for twenty seconds', async (t) => {
  const {verdicts, clock, composer, seen} = verdictsOf(t);
  await verdicts.of(composer, 'send').promise;
  await clock.tick(19_900);
  assert.ok(verdicts.known(composer, 'send'));
  await clock.tick(200);
  assert.equal(verdicts.known(composer, 'send'), undefined);
  await verdicts.of(composer, 'send').promise;
  assert.equal(seen.asked.length, 2);
});

test('a failed question is asked again the next time', async (t) => {
  const {verdicts, composer, seen} = verdictsOf(t, async () => ({ok: false, why: 'offline'}));
  await verdicts.of(composer, 'send').promise;
  await verdicts.of(composer, 'send').promise;
  assert.equal(seen.asked.length, 2);
});

test('a page that can’t be read is an answer too', async (t) => {
  const {verdicts, composer} = verdictsOf(t, async () => {
    throw new Error('broken');
  });
  assert.deepEqual(await verdicts.of(composer, 'send').promise, {ok: false, why: 'blind'});
});

test('a verdict is about the text that it was asked for, and no other', async (t) => {
  const {verdicts, composer, seen} = verdictsOf(t);
  const entry = verdicts.of(composer, 'send');
  assert.ok(verdicts.isAbout(entry, composer, 'send'));
  seen.text = 'Hej då';
  assert.ok(!verdicts.isAbout(entry, composer, 'send'));
});

test('a limited map forgets what was put in first', () => {
  const map = limited(2);
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  assert.deepEqual([...map.keys()], ['a', 'c']);
});
