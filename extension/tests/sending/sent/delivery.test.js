import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createTimers} from '../../../content/app/state/timers.js';
import {createDelivery} from '../../../content/sending/sent/delivery.js';
import '../../browser.js';
import {startClock} from '../../clock.js';

const TEXT = 'Hej Anna, tack för ditt mejl om fakturan i maj.';

function follow(t, {log = 'logged', kind = 'reply', text = TEXT, holds = async () => true, shows = false, at = 1} = {}) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const seen = {notices: [], records: [], told: null, lives: [], ended: []};
  const composer = {editor: Object.assign(new Element(), {isConnected: true}), place: {kind: 'ticket', id: 1}};
  const delivery = createDelivery({
    page: {
      place: () => ({kind: 'ticket', id: at}),
      read: () => ({text}),
      followSend: (intent, told) => (seen.lives.push(told.signal), (seen.told = told)),
      holds,
      shows: () => shows,
      forgetTicket() {},
    },
    notify: (tone, said) => (seen.notices.push(`${tone}: ${said}`), () => {}),
    record: (kindOf, about) => void seen.records.push([kindOf, about.ticket]),
    left: (composerOf) => seen.ended.push(composerOf),
    timers: createTimers(life.signal),
    signal: life.signal,
  });
  delivery.start({kind, composer}, log);
  return {clock, delivery, composer, seen};
}

test('a mail that shows in the thread is sent, and logged when that was said', async (t) => {
  const {seen} = follow(t);
  await seen.told.left(true);
  assert.deepEqual(seen.records, [['sent', 1]]);
  assert.deepEqual(seen.notices, ['success: Mejlet är skickat och loggat.']);
});

test('a mail whose ticket is not the address’s is named by its ticket, and recorded there', async (t) => {
  const {seen} = follow(t, {at: 2});
  await seen.told.left(true);
  assert.deepEqual(seen.records, [['sent', 1]]);
  assert.deepEqual(seen.notices, ['success: Mejlet i ärende 1 är skickat och loggat.']);
});

test('what was said of a mail ends with it', async (t) => {
  const gone = follow(t);
  await gone.seen.told.left(true);
  assert.deepEqual(gone.seen.ended, [gone.composer]);
});

test('a mail that went unchecked and unlogged is recorded as such', async (t) => {
  const {seen} = follow(t, {log: 'unknown'});
  await seen.told.left(true);
  assert.deepEqual([seen.records, seen.notices], [[['sent-unlogged', 1]], []]);
});

test('an editor that goes without its mail in the thread was thrown away', async (t) => {
  const {clock, seen} = follow(t, {holds: async () => false});
  const left = seen.told.left(false);
  await clock.tick(3000);
  await left;
  assert.deepEqual([seen.records, seen.notices, seen.ended], [[], [], []]);
});

test('Freshdesk gets three seconds to know of a mail', async (t) => {
  const answers = [false, true];
  const {clock, seen} = follow(t, {holds: async () => answers.shift()});
  const left = seen.told.left(false);
  await clock.tick(2900);
  assert.deepEqual(seen.records, []);
  await clock.tick(200);
  await left;
  assert.deepEqual(seen.records, [['sent', 1]]);
});

test('where Freshdesk does not tell, a mail that was refused has not gone, and another has', async (t) => {
  const {seen} = follow(t, {holds: async () => null});
  await seen.told.left(false);
  assert.deepEqual(seen.records, [['sent', 1]]);
  seen.records.length = 0;
  seen.told.refused();
  await seen.told.left(false);
  assert.deepEqual(seen.records, []);
  assert.match(seen.notices.at(-1), /Freshdesk har inte skickat mejlet/);
});

const THERE = /^error: Mejlet ligger i ärendet/;

test('a mail that Freshdesk says is not sent and has all the same is told of, once the connection is back', async (t) => {
  const answers = [null, null, true];
  const {clock, seen} = follow(t, {holds: async () => answers.shift()});
  seen.told.refused();

  await clock.tick(3000);
  assert.match(seen.notices.at(-1), /^info: Freshdesk har inte skickat mejlet/);
  await clock.tick(23_000);
  assert.match(seen.notices.at(-1), THERE);
});

test('a mail that was stopped and sent in Freshdesk’s own window is in the ticket a moment before its editor goes', async (t) => {
  const {clock, composer, seen} = follow(t);
  seen.told.refused();
  await clock.tick(1000);
  composer.editor.isConnected = false;
  await seen.told.left(true);
  await clock.tick(23_000);
  assert.equal(seen.notices.some((notice) => THERE.test(notice)), false);
  assert.equal(seen.notices.at(-1), 'success: Mejlet är skickat och loggat.');
});

for (const [when, given, then] of [
  ['it is not there', {holds: async () => false}, () => {}],
  ['the same stood there before', {shows: true}, () => {}],
  ['it is too short to be told from others', {text: 'Tack!'}, () => {}],
  ['it is sent again', {}, ({delivery, composer}) => delivery.start({kind: 'reply', composer}, 'none')],
  ['it is thrown away', {}, ({composer}) => (composer.editor.isConnected = false)],
]) {
  test(`a refused mail is not called sent when ${when}`, async (t) => {
    const one = follow(t, given);
    one.seen.told.refused();
    then(one);
    await one.clock.tick(23_000);
    assert.equal(one.seen.notices.some((notice) => THERE.test(notice)), false);
  });
}

test('a text too short to be told from others is not looked for', async (t) => {
  const {seen} = follow(t, {text: 'Tack!', holds: () => assert.fail('asked')});
  await seen.told.left(false);
  assert.deepEqual(seen.records, [['sent', 1]]);
});

test('a note is not followed', (t) => {
  const note = follow(t, {kind: 'note'});
  assert.equal(note.seen.told, null);
  assert.equal(note.delivery.has(note.composer), false);
});

test('a mail that is sent again is followed once', (t) => {
  const {delivery, composer, seen} = follow(t);
  assert.equal(delivery.has(composer), true);
  delivery.start({kind: 'reply', composer}, 'none');
  assert.deepEqual(seen.lives.map(({aborted}) => aborted), [true, false]);
});
