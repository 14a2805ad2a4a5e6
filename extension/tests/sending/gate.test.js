import assert from 'node:assert/strict';
import {test} from 'node:test';

import {settled, startClock} from '../clock.js';
import {CLEAN, PACK, finding, ok, openDesk} from '../desk.js';

const GATE = {covers: ['KM-04'], code: 'MAICCDIS', status: 'Avslutat', situation: 'new', text: 'Vårt svar'};
const QUESTION = {...CLEAN, findings: [finding('salutation')]};
const answering = (...values) => async () => ok(values.length > 1 ? values.shift() : values[0]);
const SEND = {reasons: {salutation: 'den heter så'}, sendMode: 'send'};

function desk(t, given) {
  const clock = startClock();
  const opened = openDesk({kind: 'reply', ...given});
  t.after(() => (opened.end(), clock.stop()));
  return {...opened, clock, dialog: () => opened.store.state.dialog};
}

test('a mail whose verdict is known and clean leaves by the agent’s own click', async (t) => {
  const {gate, composer, click, seen} = desk(t, {check: answering(CLEAN)});
  gate.prefetch(composer);
  await settled();
  assert.equal(click().defaultPrevented, false);
  assert.deepEqual([seen.pressed.length, seen.followed.length, seen.dialogs.length], [0, 1, 0]);
});

test('a mail whose verdict is not known waits for it, and goes without a dialog when it is clean', async (t) => {
  const {click, seen} = desk(t, {check: answering(CLEAN)});
  assert.equal(click().defaultPrevented, true);
  await settled();
  assert.equal(seen.pressed.length, 1);
  assert.deepEqual(seen.dialogs.filter(Boolean), []);
});

test('the check shows after 0.3 seconds, not before', async (t) => {
  const {click, clock, dialog} = desk(t);
  click();
  await clock.tick(290);
  assert.equal(dialog(), null);
  await clock.tick(20);
  assert.equal(dialog().phase, 'waiting');
});

test('what the backend finds is asked, and the mail goes when the agent says so', async (t) => {
  const {click, gate, seen, dialog} = desk(t, {check: answering({...QUESTION, gate: GATE})});
  click();
  await settled();
  assert.equal(dialog().phase, 'ask');
  assert.equal(seen.pressed.length, 0);
  gate.dialog.send(SEND);
  await settled();
  assert.equal(seen.pressed.length, 1);
  assert.deepEqual(seen.records.map(({kind}) => kind), ['overridden', 'logged']);
  assert.equal(seen.records[0].reason, 'den heter så');
  assert.equal(dialog(), null);
});

test('what has been answered about a draft is not asked again', async (t) => {
  const {click, gate, seen} = desk(t, {check: answering({...QUESTION, gate: GATE}), press: async () => false});
  click();
  await settled();
  gate.dialog.send(SEND);
  await settled();
  assert.match(seen.notices.at(-1).text, /klicka på Skicka igen/);
  assert.equal(click().defaultPrevented, false, 'the second time the click itself may pass');
});

test('a changed draft is asked about anew', async (t) => {
  const {click, gate, draft, seen, dialog} = desk(t, {check: answering(QUESTION)});
  click();
  await settled();
  draft.text += ' Mer text.';
  gate.dialog.send(SEND);
  await settled();
  assert.equal(seen.pressed.length, 0);
  assert.equal(seen.asked.length, 2);
  assert.equal(dialog().phase, 'ask');
});

test('a draft that becomes clean while the dialog is open still waits for the agent', async (t) => {
  const {click, gate, draft, seen, dialog} = desk(t, {check: answering(QUESTION, CLEAN)});
  click();
  await settled();
  draft.text += ' Rättat.';
  gate.dialog.changed();
  await settled();
  assert.deepEqual([dialog().phase, dialog().findings, seen.pressed.length], ['ask', [], 0]);
});

test('another way to send, chosen in the dialog, goes at once when it leaves nothing to say', async (t) => {
  const {click, gate, seen, page} = desk(t, {check: answering(QUESTION, CLEAN)});
  click();
  await settled();
  gate.dialog.chooseMode('send-and-close');
  await settled();
  assert.equal(seen.pressed.length, 1);
  assert.equal(seen.pressed[0].sendMode, 'send-and-close');
  assert.equal(page.place().id, 1);
});

test('by Ctrl+Enter nothing goes unasked, not even a clean mail', async (t) => {
  const {click, seen, dialog, composer, control} = desk(t, {check: answering(CLEAN)});
  click({means: {kind: 'reply', sendMode: 'send', status: null, composer, control, shortcut: true}});
  await settled();
  assert.deepEqual([dialog().phase, seen.pressed.length], ['ask', 0]);
});

test('the way back closes the dialog, and the next click is held again', async (t) => {
  const {click, gate, seen, dialog} = desk(t, {check: answering(QUESTION)});
  click();
  await settled();
  gate.dialog.back();
  assert.equal(dialog(), null);
  assert.equal(click().defaultPrevented, true);
  await settled();
  assert.deepEqual([dialog().phase, seen.pressed.length], ['ask', 0]);
});

test('while a mail is held every other press is held back', async (t) => {
  const {click, seen} = desk(t, {check: answering(QUESTION)});
  click();
  await settled();
  assert.equal(click().defaultPrevented, true);
  assert.equal(seen.asked.length, 1);
});

test('a page that goes elsewhere takes the dialog along; a late answer changes nothing', async (t) => {
  let answer;
  const {click, clock, gate, seen, dialog} = desk(t, {check: () => new Promise((resolve) => (answer = resolve))});
  click();
  await clock.tick(400);
  gate.leave();
  assert.equal(dialog(), null);
  answer(ok(CLEAN));
  await clock.tick(2000);
  assert.deepEqual([dialog(), seen.pressed.length], [null, 0]);
});

test('with the dialog open without an answer the backend is asked on, and its answer takes the place', async (t) => {
  let isBack = false;
  const check = async () => (isBack ? ok(QUESTION) : {ok: false, why: 'offline'});
  const {click, clock, seen, dialog} = desk(t, {check});
  click();
  await clock.tick(100);
  assert.equal(dialog().unchecked, 'offline');
  isBack = true;
  await clock.tick(1100);
  assert.equal(dialog().unchecked, null);
  assert.equal(dialog().findings.length, 1);
  assert.equal(seen.asked.at(-1).how.patient, true);
});

test('a backend that refuses the key is not asked on', async (t) => {
  const {click, clock, seen} = desk(t, {check: async () => ({ok: false, why: 'token'})});
  click();
  await clock.tick(5000);
  assert.equal(seen.asked.length, 2);
});

test('a mail that went unchecked is checked as soon as that can be done, and the agent told', async (t) => {
  let isBack = false;
  const check = async () => (isBack ? ok(QUESTION) : {ok: false, why: 'offline'});
  const {click, clock, gate, seen} = desk(t, {check});
  click();
  await clock.tick(100);
  gate.dialog.send({reasons: {}, sendMode: 'send'});
  await settled();
  isBack = true;
  await clock.tick(6000);
  assert.match(seen.notices.at(-1).text, /gick innan det var kontrollerat.*Om salutation/);
});

test('a fault while a mail is held lets it by for a minute, and no longer', async (t) => {
  const {click, clock, page, seen} = desk(t, {check: answering(QUESTION)});
  const whole = page.fingerprint;
  let reads = 0;
  page.fingerprint = () => {
    reads += 1;
    if (reads > 1) throw new Error('broken'); // the first is before the mail is held
    return whole();
  };
  click();
  await settled();
  assert.match(seen.notices.at(-1).text, /Något gick fel i Rutinlots/);
  assert.equal(click().defaultPrevented, false);
  assert.deepEqual(seen.records.map(({kind}) => kind), ['sent-unlogged']);
  await clock.tick(59_000);
  assert.equal(click().defaultPrevented, false);
  page.fingerprint = whole;
  await clock.tick(2000);
  assert.equal(click().defaultPrevented, true);
});

test('a fault before the mail is held lets the click pass, and says that it went unchecked', (t) => {
  const {click, page, seen} = desk(t);
  page.sendIntent = () => {
    throw new Error('broken');
  };
  assert.equal(click().defaultPrevented, false);
  assert.match(seen.notices.at(-1).text, /gick utan kontroll.*MAICCDIS/);
});

test('a press that throws gives the mail back', async (t) => {
  const press = async () => {
    throw new Error('broken');
  };
  const {click, seen} = desk(t, {check: answering(CLEAN), press});
  click();
  await settled();
  assert.match(seen.notices.at(-1).text, /Något gick fel/);
  assert.equal(click().defaultPrevented, false);
});

test('a gate at rest lets everything pass unasked', async (t) => {
  const {click, seen} = desk(t, {pack: {...PACK, off: ['send-gate']}});
  assert.equal(click().defaultPrevented, false);
  assert.equal(seen.asked.length, 0);
});
