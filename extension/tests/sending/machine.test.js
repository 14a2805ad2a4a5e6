import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {ACTIONS, EVENTS, STATES, TABLE, next} from '../../content/sending/machine.js';

const PAGE = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
const SECTION = PAGE.slice(PAGE.indexOf('## The send gate')).split(/\n## (?!The send gate)/)[0];
const HELD = ['checking', 'waiting', 'asking', 'unanswered'];
const sorted = (rows) => rows.map((row) => row.join(' ')).sort();

test('every state, event and action of the table has its explanation, and every explanation is used', () => {
  const used = (column) => [...new Set(TABLE.map((row) => row[column]))].sort();
  assert.deepEqual([...new Set([...used(0), ...used(2)])].sort(), Object.keys(STATES).sort());
  assert.deepEqual(used(1), Object.keys(EVENTS).sort());
  assert.deepEqual(used(3), Object.keys(ACTIONS).sort());
});

test('every explanation is a sentence', () => {
  const explained = [STATES, EVENTS, ACTIONS].flatMap((each) => Object.entries(each));
  for (const [name, meaning] of explained) assert.match(meaning, /^[A-Z].+\.$/, name);
});

test('no event leads two ways from one state', () => {
  const pairs = TABLE.map(([state, event]) => `${state} ${event}`);
  assert.equal(new Set(pairs).size, pairs.length);
});

test('an event that means nothing in a state changes nothing', () => {
  assert.deepEqual(next('sending', 'hold'), {state: 'sending', action: null});
  assert.deepEqual(next('idle', 'approve'), {state: 'idle', action: null});
});

test('only the agent sends a mail that something has been asked about', () => {
  const toSending = TABLE.filter(([from, , to]) => ['asking', 'unanswered'].includes(from) && to === 'sending');
  assert.deepEqual(sorted(toSending.map(([from, event]) => [from, event])), ['asking approve', 'unanswered approve']);
});

test('from wherever a mail is held, a fault, a way back and another page let go of it', () => {
  for (const state of HELD) {
    for (const event of ['fault', 'back', 'leave']) assert.equal(next(state, event).state, 'idle', `${state}, ${event}`);
  }
});

test('every state can be reached and left', () => {
  const reached = new Set(['idle']);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const [from, , to] of TABLE) if (reached.has(from)) reached.add(to);
  }
  assert.deepEqual([...reached].sort(), Object.keys(STATES).sort());
  for (const state of Object.keys(STATES)) assert.ok(TABLE.some(([from, , to]) => from === state && to !== state), state);
});

test('the table in docs/architecture.md is the one in the code', () => {
  const rows = [...SECTION.matchAll(/^\| `(\w+)` \| `([\w-]+)` \| `(\w+)` \| `(\w+)` \|$/gm)].map(([, ...row]) => row);
  assert.deepEqual(sorted(rows), sorted(TABLE));
});

test('the drawing in docs/architecture.md shows the same transitions', () => {
  const drawing = /```mermaid\n([^]*?)```/.exec(SECTION)[1];
  const arrows = [...drawing.matchAll(/^ *(\w+) --> (\w+): (.+)$/gm)];
  const drawn = arrows.flatMap(([, from, to, events]) => events.split(', ').map((event) => [from, event, to]));
  assert.deepEqual(sorted(drawn), sorted(TABLE.map(([from, event, to]) => [from, event, to])));
});

test('docs/architecture.md explains each state as the code does', () => {
  for (const [state, meaning] of Object.entries(STATES)) assert.ok(SECTION.includes(`| \`${state}\` | ${meaning} |`), state);
});
