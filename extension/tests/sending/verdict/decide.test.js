import assert from 'node:assert/strict';
import {test} from 'node:test';

import {decide, eventOf, isClean, stopping} from '../../../content/sending/verdict/decide.js';
import {CLEAN, PACK, finding, ok} from '../../desk.js';

const GATE = {covers: [], code: 'MAICCDIS', status: 'Avslutat', situation: 'new', text: 'x'};
const draft = {kind: 'reply', text: 'Hej', to: ['anna@example.com'], cc: [], bcc: []};
const nothingSaid = {ids: new Set(), logged: false};
const decided = (given) =>
  decide({answer: ok(CLEAN), body: {moment: 'send', draft}, kind: 'reply', said: nothingSaid, pack: PACK, hidden: [], ...given});
const verdict = (...findings) => ok({...CLEAN, findings});

test('blocks and confirms stop a mail, hints do not', () => {
  const all = [finding('a', 'block'), finding('b', 'confirm'), finding('c', 'hint')];
  assert.deepEqual(stopping(all, []).map(({id}) => id), ['a', 'b']);
});

test('a hidden confirm does not stop a mail; a block can’t be hidden', () => {
  const all = [finding('a', 'block'), finding('b', 'confirm')];
  assert.deepEqual(stopping(all, ['a', 'b']).map(({id}) => id), ['a']);
});

test('what the agent has answered is not asked again', () => {
  const answer = {ok: true, value: {...CLEAN, findings: [finding('a'), finding('b')], gate: GATE}};
  const {findings, gate, logged} = decided({answer, said: {ids: new Set(['a']), logged: true}});
  assert.deepEqual([findings.map(({id}) => id), gate, logged], [['b'], null, true]);
});

test('nothing counts as logged where no log was asked for', () => {
  assert.equal(decided({said: {ids: new Set(), logged: true}}).logged, false);
});

test('without an answer the log and empty fields are asked for all the same', () => {
  const ticket = {properties: {Typ: '--'}, required: ['Typ'], conversation: []};
  const {findings, gate} = decided({answer: null, body: {moment: 'send', draft, ticket}});
  assert.deepEqual(findings.map(({id, level}) => [id, level]), [['empty-required-field', 'block']]);
  assert.equal(gate.code, 'MAICCDIS');
});

test('without an answer a note needs nothing', () => {
  const ticket = {properties: {Typ: ''}, required: ['Typ'], conversation: []};
  assert.ok(isClean(decided({answer: null, kind: 'note', body: {moment: 'send', ticket, draft: {...draft, kind: 'note'}}})));
});

test('why a text is not checked: late, busy, unreadable or away', () => {
  const why = (reason) => decided({answer: {ok: false, why: reason}}).unchecked;
  assert.equal(decided({answer: null}).unchecked, 'slow');
  assert.deepEqual(['timeout', 'busy', 'blind'].map(why), ['slow', 'slow', 'blind']);
  assert.deepEqual(['offline', 'token', 'gone'].map(why), ['offline', 'offline', 'offline']);
  assert.equal(decided({}).unchecked, null);
});

test('a page that could not be read asks for the log of a mail, with no text in it', () => {
  assert.equal(decided({answer: {ok: false, why: 'blind'}, body: null}).gate.text, 'Vårt svar:\n');
});

test('each decision is one event to the machine', () => {
  const clean = decided({});
  const questions = decided({answer: verdict(finding('a'))});
  assert.equal(eventOf(ok(CLEAN), clean, false), 'verdict-clean');
  assert.equal(eventOf(ok(CLEAN), questions, false), 'verdict-questions');
  assert.equal(eventOf(null, clean, false), 'silence-clean');
  assert.equal(eventOf({ok: false, why: 'offline'}, questions, false), 'silence-questions');
  assert.equal(eventOf(ok(CLEAN), clean, true), 'verdict-questions', 'by Ctrl+Enter nothing goes unasked');
});
