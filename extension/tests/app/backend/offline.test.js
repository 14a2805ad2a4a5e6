import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {emptyFields, logGate} from '../../../content/app/backend/offline.js';
import {PACK} from '../../desk.js';

const FIRST = JSON.parse(readFileSync(new URL('../../../content/app/backend/first-pack.json', import.meta.url), 'utf8'));
const ticket = (properties, required = ['Typ', 'Område', 'Kö']) => ({id: 1, properties, required, conversation: []});
const mail = (to, text = 'Hej!') => ({kind: 'reply', text, to, cc: [], bcc: []});
const came = (direction, text) => ({direction, text, from: {name: 'Anna Ek', email: 'anna@example.com'}});

test('empty required fields are one finding in the rule’s own words', () => {
  const [found] = emptyFields(PACK, ticket({Typ: '', Område: 'Faktura', Kö: null}));
  assert.equal(found.level, 'block');
  assert.equal(found.title, 'Obligatoriska fält är tomma');
  assert.equal(found.message, 'Fyll i Typ och Kö under Egenskaper.');
  assert.deepEqual(found.actions[0], {kind: 'go-to-field', label: 'Gå till Typ', field: 'Typ'});
  assert.equal(found.actions.length, 2);
  assert.equal(found.why.text, 'Därför.');
  assert.ok(!('blank' in found) && !('action' in found));
});

test('a dash is no value, and filled fields are no finding', () => {
  assert.equal(emptyFields(PACK, ticket({Typ: ' -- '}, ['Typ'])).length, 1);
  assert.deepEqual(emptyFields(PACK, ticket({Typ: '0'}, ['Typ'])), []);
});

test('a page that does not tell what it requires is held to what the rules require', () => {
  assert.equal(emptyFields(PACK, ticket({Typ: null}, null)).length, 1);
});

test('nothing is said of a ticket that could not be read, nor without a rule', () => {
  assert.deepEqual(emptyFields(PACK, null), []);
  assert.deepEqual(emptyFields(PACK, ticket({})), []);
  const without = {...PACK, prompts: {...PACK.prompts, empty_fields: null}};
  assert.deepEqual(emptyFields(without, ticket({Typ: ''})), []);
});

test('before the first contact the rule is named without a link to a handbook that nobody knows the place of', () => {
  const [found] = emptyFields(FIRST, ticket({Typ: ''}, ['Typ']));
  assert.equal(found.why, null);
  assert.match(found.message, /^Fyll i Typ /);
});

test('a customer’s mail is to be logged; a note and mail inside the company are not', () => {
  const gate = (draft) => logGate(PACK, {ticket: ticket({}), draft});
  assert.equal(gate(mail(['anna@example.com'])).situation, 'new');
  assert.equal(gate({...mail([]), kind: 'note'}), null);
  assert.equal(gate(mail(['eva@ELLEVIO.se'])), null);
  assert.ok(gate(mail(['eva@ellevio.se', 'anna@example.com'])));
  assert.ok(gate(mail([])), 'recipients that could not be read may be a customer');
});

test('with earlier mails the agent chooses what is logged', () => {
  const conversation = [came('in', 'Hej, min faktura?'), came('out', 'Vilken?'), came('note', 'Ringt'), came('in', 'Den i maj.')];
  const gate = logGate(PACK, {ticket: {...ticket({}), conversation}, draft: mail(['anna@example.com'], 'Här är den.')});
  assert.equal(gate.situation, 'ask');
  assert.equal(gate.choices.append, 'Anna Ek:\nDen i maj.\n\nVårt svar:\nHär är den.');
  assert.match(gate.choices.whole, /^Anna Ek:\nHej, min faktura\?\n\nVi:\nVilken\?\n\nAnna Ek:\nDen i maj\.\n\nVårt svar:/);
});
