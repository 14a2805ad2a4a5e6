/** What Freshdesk is asked about a ticket, and when what it has answered counts. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {settled, startClock} from '../../clock.js';
import '../../dom.js';
import {agrees, createTicketReader} from '../../../content/freshdesk/ticket/ticket.js';

const FIRST = {direction: 'in', text: 'Hej! Fakturan är hög.', html: '', from: {}};
const SECOND = {direction: 'in', text: 'Är det klart?', html: '', from: {}};

/** A reader of a page that shows so many messages, which Freshdesk's answers hold or don't. */
function reading(t) {
  const clock = startClock();
  const before = globalThis.document;
  globalThis.document = /** @type {any} */ ({body: {querySelectorAll: () => []}, title: ''});
  t.after(() => (clock.stop(), (globalThis.document = before)));
  const state = {shown: [FIRST], told: [FIRST], answers: true, asked: []};
  const reader = createTicketReader({
    document: globalThis.document,
    find: /** @type {any} */ ({first: () => null, all: () => [], data: () => ({}), css: () => '', around: () => null}),
    api: {
      ticket: async (id) => {
        state.asked.push(id);
        const about = {subject: 'Faktura', requester: {name: 'Anna', email: ''}, properties: {}, required: []};
        return state.answers ? {...about, conversation: [...state.told]} : null;
      },
      agent: async () => ({id: '1', name: 'Sandra'}),
    },
    thread: /** @type {any} */ ({
      size: () => state.shown.length,
      isIn: (told) => state.shown.every(({text}) => told.some((one) => one.text === text)),
      read: () => ({messages: state.shown, complete: true}),
    }),
    late() {},
  });
  const texts = async (id = 7) => (await reader.read(id)).ticket.conversation.map(({text}) => text);
  return {clock, reader, state, texts};
}

test('what was asked while the page loaded is not asked again when the ticket is there, nor while it is being drawn', async (t) => {
  const {reader, state, texts} = reading(t);
  state.told = [FIRST, SECOND];
  reader.expect(7);
  assert.deepEqual(await texts(), [FIRST.text, SECOND.text]);
  state.shown = [FIRST, SECOND];
  assert.deepEqual(await texts(), [FIRST.text, SECOND.text]);
  assert.deepEqual(state.asked, [7]);
});

test('a page that shows what Freshdesk had not got when it was asked has it asked again', async (t) => {
  const {reader, state, texts} = reading(t);
  reader.expect(7);
  await settled();
  state.shown = state.told = [FIRST, SECOND];
  assert.deepEqual(await texts(), [FIRST.text, SECOND.text]);
  await reader.read(7);
  assert.deepEqual(state.asked, [7, 7]);
});

test('a mail that comes while the ticket is hardly there has Freshdesk asked again', async (t) => {
  const {reader, state, texts} = reading(t);
  reader.expect(7);
  await reader.read(7);
  state.shown = state.told = [FIRST, SECOND];
  assert.deepEqual(await texts(), [FIRST.text, SECOND.text]);
  assert.deepEqual(state.asked, [7, 7]);
});

test('a mail that comes later has Freshdesk asked again', async (t) => {
  const {clock, reader, state, texts} = reading(t);
  reader.expect(7);
  await reader.read(7);
  await clock.tick(10_000);
  state.shown = state.told = [FIRST, SECOND];
  assert.deepEqual(await texts(), [FIRST.text, SECOND.text]);
  assert.deepEqual(state.asked, [7, 7]);
});

test('a refusal is not asked about again until the page shows something new', async (t) => {
  const {reader, state} = reading(t);
  state.answers = false;
  reader.expect(7);
  await reader.read(7);
  await reader.read(7);
  assert.deepEqual(state.asked, [7]);
  state.shown = [FIRST, SECOND];
  await reader.read(7);
  assert.deepEqual(state.asked, [7, 7]);
});

test('the ticket that has just been left is still known for the mail that is on its way there', async (t) => {
  const {reader, state, texts} = reading(t);
  await reader.read(7);
  reader.expect(8);
  await texts(7);
  await texts(8);
  assert.deepEqual(state.asked, [7, 8]);
});

test('a thread that says the same is the same list, so that it is sent once', async (t) => {
  const {reader, state} = reading(t);
  const of = async () => (await reader.read(7)).ticket.conversation;
  const first = await of();
  assert.equal(await of(), first);
  state.shown = state.told = [FIRST, SECOND];
  assert.notEqual(await of(), first);
});

test('a form is sure when it is one, and Freshdesk says nothing else of what it shows', () => {
  const told = {Status: 'Öppen', Grupp: null, Typ: 'Faktura', Avdelning: 'Kund'};
  assert.ok(agrees({Status: 'Öppen', Grupp: null, Typ: 'Faktura'}, told));
  assert.ok(agrees({Status: 'Öppen', Grupp: null, Källa: 'E-post'}, told), 'what only the page names, and fills in');
  for (const shown of [undefined, {}, {Status: 'Öppen', Grupp: null}, {Status: 'Ny', Grupp: null, Typ: 'Faktura'},
    {Status: 'Öppen', Grupp: null, Typ: null}, {Status: 'Öppen', Grupp: null, Källa: null}]) {
    assert.equal(agrees(shown, told), false, JSON.stringify(shown));
  }
});
