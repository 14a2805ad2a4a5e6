import assert from 'node:assert/strict';
import {test} from 'node:test';

import {isSmallChange} from '../../../content/sending/dialog/change.js';
import {settled, startClock} from '../../clock.js';
import {CLEAN, PACK, finding, ok, openDesk} from '../../desk.js';

const GATE = {covers: [], code: 'MAICCDIS', status: 'Avslutat', situation: 'new', text: 'Vårt svar'};
const ASK = {...GATE, situation: 'ask', choices: {append: 'det senaste', whole: 'allt'}};
const MODE = finding('plain-send');
const SEND = {reasons: {}, sendMode: 'send'};
/** A backend that asks about a plain send, and always about the log. */
const modal = (gate = GATE) => async ({draft}) =>
  ok({...CLEAN, findings: draft.send_mode === 'send' ? [MODE] : [], gate});

function desk(t, given) {
  const clock = startClock();
  const opened = openDesk({kind: 'reply', ...given});
  t.after(() => (opened.end(), clock.stop()));
  const {store, gate, composer, control} = opened;
  return {
    ...opened, clock,
    dialog: () => store.state.dialog,
    actions: gate.dialog,
    /** The agent presses Send, in a way of their own. */
    async press(how = {}) {
      opened.click({means: {kind: 'reply', sendMode: 'send', status: null, composer, control, ...how}});
      await settled();
    },
  };
}

test('answer and copy outlive another way to send', async (t) => {
  const {press, actions, dialog} = desk(t, {check: modal(ASK)});
  await press();
  actions.answer('whole');
  actions.copied();
  actions.chooseMode('send-and-close');
  await settled();
  assert.deepEqual([dialog().answer, dialog().copied, dialog().sendMode], ['whole', true, 'send-and-close']);
});

test('answer, copy and reason outlive the way back to the mail', async (t) => {
  const {press, actions, dialog} = desk(t, {check: modal(ASK)});
  await press();
  actions.answer('append');
  actions.copied();
  actions.reason('placeholder', 'kunden vet');
  actions.back();
  await press();
  assert.deepEqual([dialog().answer, dialog().copied], ['append', true]);
  assert.deepEqual(dialog().reasons, {placeholder: 'kunden vet'});
});

test('answer and copy outlive a page that draws its editor anew', async (t) => {
  const {press, actions, dialog, composer} = desk(t, {check: modal(ASK)});
  await press();
  actions.answer('append');
  actions.copied();
  actions.back();
  composer.editor = new Element();
  await press();
  assert.deepEqual([dialog().answer, dialog().copied], ['append', true]);
});

test('a copy is of one text: another answer’s text is not on the clipboard, and the first still is', async (t) => {
  const {press, actions, dialog} = desk(t, {check: modal(ASK)});
  await press();
  actions.answer('append');
  actions.copied();
  actions.answer('whole');
  assert.equal(dialog().copied, false);
  actions.answer('append');
  assert.equal(dialog().copied, true);
});

test('a code that was copied is not the log, and is remembered as copied', async (t) => {
  const {press, actions, dialog} = desk(t, {check: modal()});
  await press();
  actions.copied('MAICCDIS');
  assert.deepEqual([dialog().copied, dialog().taken], [false, ['MAICCDIS']]);
});

test('nothing that was said of a mail is said of the next one in the same editor', async (t) => {
  const {press, actions, dialog, seen} = desk(t, {check: modal(ASK)});
  await press();
  actions.answer('append');
  actions.copied();
  actions.send(SEND);
  await settled();
  await seen.followed[0].told.left(true);
  await press();
  assert.deepEqual([dialog().answer, dialog().copied, Boolean(dialog().gate)], [null, false, true]);
});

test('a button that says logged, send and close does all three at once', async (t) => {
  const {press, actions, seen, dialog} = desk(t, {check: modal()});
  await press();
  actions.chooseMode('send-and-close', {isLogged: true});
  await settled();
  assert.equal(dialog(), null);
  assert.deepEqual(seen.pressed.map(({sendMode}) => sendMode), ['send-and-close']);
  assert.deepEqual(seen.records.map(({kind}) => kind), ['logged']);
});

for (const [how, gate, answer, isAppended] of [
  ['the ticket is not logged', GATE, null, false],
  ['it has a log', {...GATE, situation: 'append'}, null, true],
  ['a mail has gone without one', {...GATE, situation: 'whole'}, null, false],
  ['the agent says that it has one', ASK, 'append', true],
  ['the agent says that it has none', ASK, 'whole', false],
]) {
  for (const leave of [(actions) => actions.send(SEND), (actions) => actions.chooseMode('send-and-close', {isLogged: true})]) {
    test(`a log that is added to is told from a new one when ${how}`, async (t) => {
      const {press, actions, seen} = desk(t, {check: modal(gate)});
      await press();
      if (answer) actions.answer(answer);
      leave(actions);
      await settled();
      const told = seen.records.filter(({kind}) => kind !== 'overridden').map(({kind, ticket}) => [kind, ticket]);
      assert.deepEqual(told, isAppended ? [['logged', 1], ['appended', 1]] : [['logged', 1]]);
    });
  }
}

test('another way to send, chosen before the log is made, asks for the log', async (t) => {
  const {press, actions, seen, dialog} = desk(t, {check: modal()});
  await press();
  actions.chooseMode('send-and-close');
  await settled();
  assert.deepEqual([dialog().findings, dialog().gate, seen.pressed], [[], GATE, []]);
});

test('after a repair of a word or two the mail that is logged may go without a new log', async (t) => {
  const {press, actions, draft, dialog, seen} = desk(t, {check: modal(), press: async () => false});
  await press();
  assert.equal(dialog().isRepaired, false);
  actions.send(SEND);
  await settled();
  draft.text = draft.text.replace('Hej Anna', 'Hej Annika');
  await press();
  assert.deepEqual([dialog().isRepaired, Boolean(dialog().gate)], [true, true]);
  actions.send({...SEND, isRepair: true});
  await settled();
  assert.equal(seen.records.filter(({kind}) => kind === 'logged').length, 1);
  assert.equal(seen.pressed.length, 2);
});

test('what is a repair: some words, and nothing else that the log says', () => {
  const mail = {kind: 'reply', text: 'Hej Anna, tack för ditt mejl om fakturan i maj.', to: ['a@b.se'], cc: [], bcc: []};
  assert.ok(isSmallChange(mail, {...mail, text: mail.text.replace('Anna', 'Annika')}));
  assert.ok(!isSmallChange(mail, mail), 'no change at all');
  assert.ok(!isSmallChange(mail, {...mail, text: `${mail.text} Vi har också rättat den och skickar en ny till dig i veckan.`}));
  assert.ok(!isSmallChange(mail, {...mail, text: mail.text.replace('Anna', 'Annika'), to: ['c@d.se']}));
});

test('the words that repeat are shown five times', async (t) => {
  const {press, actions, dialog} = desk(t, {check: modal()});
  const brief = [];
  for (let time = 0; time < 7; time += 1) {
    await press();
    actions.copied(); // drawn anew, but no more often read
    brief.push(dialog().isBrief);
    actions.back();
  }
  assert.deepEqual(brief, [false, false, false, false, false, true, true]);
});

test('what Freshdesk itself insists on is told apart', async (t) => {
  const {press, dialog} = desk(t, {check: async () => ok({...CLEAN, findings: [finding('empty-required-field', 'block')]})});
  await press();
  assert.deepEqual(dialog().enforced, [PACK.prompts.empty_fields.id]);
});

test('a false alarm stops the mail no more', async (t) => {
  const {press, actions, dialog, spared} = desk(t, {check: async () => ok({...CLEAN, findings: [finding('a', 'block')]})});
  await press();
  spared.push('block:a');
  actions.changed();
  await settled();
  assert.deepEqual(dialog().findings, []);
});

test('what is recorded is the ticket’s that the mail was opened on, whatever the address says', async (t) => {
  const {press, actions, page, seen} = desk(t, {check: modal()});
  page.place = () => ({kind: 'ticket', id: 2});
  await press();
  assert.equal(seen.asked.at(-1).body.ticket.id, 1);
  actions.send(SEND);
  await settled();
  await seen.followed[0].told.left(true);
  assert.deepEqual(seen.records.map(({kind, ticket}) => [kind, ticket]), [['overridden', 1], ['logged', 1], ['sent', 1]]);
  assert.match(seen.notices.at(-1).text, /i ärende 1 /);
});

test('a mail whose page has gone is asked about no more', async (t) => {
  const {press, gate, seen, dialog} = desk(t, {check: modal()});
  await press();
  gate.look();
  assert.ok(dialog());
  seen.isOpen = false;
  gate.look();
  assert.equal(dialog(), null);
});

test('a chosen status that could not be set is asked about before the mail leaves without it', async (t) => {
  let works = false;
  const {press, actions, dialog, seen} = desk(t, {check: async () => ok(CLEAN), press: async () => works});
  await press({sendMode: 'send-and-close', status: {value: '5', label: 'Skicka och inställt som Avslutad'}});
  assert.match(seen.notices.at(-1).text, /på det sätt du valde/);
  works = true;
  await press();
  assert.equal(dialog().unmet, 'Skicka och inställt som Avslutad');
  assert.deepEqual([dialog().sendMode, seen.pressed.length], ['send-and-close', 1]);
  actions.send({reasons: {}, sendMode: dialog().sendMode});
  await settled();
  assert.equal(seen.pressed.at(-1).status.label, 'Skicka och inställt som Avslutad');
});

test('a chosen status that could not be set can be given up', async (t) => {
  const works = [false, true];
  const {press, actions, dialog, seen} = desk(t, {check: async () => ok(CLEAN), press: async () => works.shift()});
  await press({status: {value: '3', label: 'Skicka och inställt som Väntar på kund'}});
  await press();
  assert.deepEqual(dialog().modes.map(({value}) => value), ['send', 'plain']);
  actions.send({reasons: {}, sendMode: 'plain'});
  await settled();
  assert.deepEqual([seen.pressed.at(-1).sendMode, seen.pressed.at(-1).status], ['send', null]);
});

test('a status that is chosen anew is not asked about', async (t) => {
  const works = [false, true];
  const {press, dialog, seen} = desk(t, {check: async () => ok(CLEAN), press: async () => works.shift()});
  const close = {sendMode: 'send-and-close', status: {value: '5', label: 'Skicka och inställt som Avslutad'}};
  await press(close);
  await press(close);
  assert.deepEqual([dialog(), seen.followed.length], [null, 2], 'by the agent’s own click');
});

test('a log that older mails are missing from can be completed by a click', async (t) => {
  const {press, actions, dialog, page, draft} = desk(t, {check: modal({...GATE, situation: 'whole'})});
  let isCut = true;
  const ticket = page.ticket;
  page.ticket = async (place) => ({...(await ticket(place)), isCut});
  page.fingerprint = () => JSON.stringify([draft, isCut]);
  page.loadOlder = async () => !(isCut = false);
  await press();
  assert.equal(dialog().isCut, true);
  await actions.loadOlder();
  await settled();
  assert.equal(dialog().isCut, false);
});

test('a message that arrives while the dialog is open is taken in and spoken of; answer and copies are kept', async (t) => {
  const given = {gate: ASK};
  const {press, actions, gate, dialog, page, seen} = desk(t, {check: async () => ok({...CLEAN, gate: given.gate})});
  page.fingerprint = () => `${seen.size}`;
  await press();
  actions.answer('whole');
  actions.copied('MAICCDIS');
  actions.copied();
  gate.look();
  await settled();
  assert.deepEqual([seen.asked.length, dialog().hasNews], [1, false]);

  given.gate = {...ASK, choices: {append: 'det senaste', whole: 'allt, och det nya'}};
  seen.size = 2;
  gate.look();
  await settled();
  assert.deepEqual([dialog().hasNews, dialog().isNewText, dialog().answer, dialog().copied], [true, true, 'whole', false]);
  assert.deepEqual(dialog().taken, ['MAICCDIS', 'allt']);
  actions.copied();
  assert.deepEqual([dialog().hasNews, dialog().isNewText, dialog().copied], [true, false, true]);
});

test('no log of an old conversation: a message that came a moment before the click is asked about first', async (t) => {
  const {press, actions, page, seen, dialog} = desk(t, {check: modal()});
  page.fingerprint = () => `${seen.size}`;
  await press();
  seen.size = 2;
  actions.send(SEND);
  await settled();
  assert.deepEqual([seen.pressed.length, seen.records.length, dialog().hasNews], [0, 0, true]);
  actions.send(SEND);
  await settled();
  assert.equal(seen.pressed.length, 1);
});

test('a page that draws its thread anew, or fetches older messages, has no news', async (t) => {
  const {press, actions, gate, page, seen, dialog} = desk(t, {check: modal()});
  await press();
  seen.size = 0;
  gate.look();
  seen.size = 1;
  page.loadOlder = async () => {
    seen.size = 3;
    gate.look();
    return true;
  };
  await actions.loadOlder();
  await settled();
  gate.look();
  assert.deepEqual([dialog().hasNews, seen.asked.length], [false, 1]);
});
