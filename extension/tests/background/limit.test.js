/** The one second that agents feel: from the click to the way out, through the real client, on a controlled clock. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {startClock} from '../clock.js';
import {openDesk} from '../desk.js';
import {pretendExtension, proven} from '../browser.js';

pretendExtension();
const backend = await import('../../background/server/backend.js');
const identity = await import('../../background/server/identity.js');

const EARLIEST = 800;
const LATEST = 1300;
const customersMail = {kind: 'reply'};
const note = {kind: 'note'};

/** A server that takes every question and answers none. */
function silentServer(clock) {
  const seen = {questions: 0, givenUp: []};
  globalThis.fetch = proven((address, {signal}) => new Promise((resolve, reject) => {
    seen.questions += 1;
    signal.addEventListener('abort', () => {
      seen.givenUp.push(clock.now());
      reject(signal.reason);
    });
  }));
  return seen;
}

/** What the background's worker answers, as the content script's client gets it. */
const throughBackground = (body, how = {}) =>
  backend.check(body, how.patient ?? false).then((value) => ({ok: true, value}), ({why}) => ({ok: false, why}));

/** The server has proven which it is: that takes the time of this machine, not of the clock. */
async function held(t, given) {
  backend.forget();
  globalThis.fetch = proven(async () => Response.json({}));
  await identity.required('http://127.0.0.1:8765');
  const clock = startClock();
  t.after(clock.stop);
  const server = silentServer(clock);
  const desk = openDesk(given);
  t.after(desk.end);
  assert.ok(desk.click().defaultPrevented, 'the mail is held');
  return {clock, server, desk};
}

test('with a backend that does not answer, a mail is not released before 0.8 s and is by 1.3 s', async (t) => {
  const {clock, server, desk} = await held(t, {...note, check: throughBackground});

  await clock.tick(EARLIEST);
  assert.equal(server.questions, 1);
  assert.deepEqual(server.givenUp, [], 'the question still waits');
  assert.equal(desk.seen.pressed.length, 0, 'so does the mail');

  await clock.tick(LATEST - EARLIEST);
  assert.equal(server.givenUp.length, 1, 'the question has been given up');
  assert.equal(desk.seen.pressed.length, 1, 'the mail has gone');
});

test('with a worker that never answers, a mail is not released before 0.8 s and is by 1.3 s', async (t) => {
  const {clock, desk} = await held(t, {...note, check: () => new Promise(() => {})});

  await clock.tick(EARLIEST);
  assert.equal(desk.seen.pressed.length, 0);

  await clock.tick(LATEST - EARLIEST);
  assert.equal(desk.seen.pressed.length, 1);
});

test('a customer’s mail may be sent from the dialog by 1.3 s, and only then', async (t) => {
  const {clock, desk} = await held(t, {...customersMail, check: throughBackground});
  const phase = () => desk.store.state.dialog?.phase;

  await clock.tick(EARLIEST);
  assert.equal(phase(), 'waiting');
  desk.gate.dialog.send({reasons: {}, sendMode: 'send'});
  assert.equal(desk.seen.pressed.length, 0);

  await clock.tick(LATEST - EARLIEST);
  assert.equal(phase(), 'ask');
  assert.equal(desk.store.state.dialog.unchecked, 'slow');
  assert.equal(desk.store.state.dialog.gate.code, 'MAICCDIS');
  desk.gate.dialog.send({reasons: {}, sendMode: 'send'});
  assert.equal(desk.seen.pressed.length, 1);
});
