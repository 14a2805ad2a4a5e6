import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createStore, initial, isSame, reduce, suggests, view, visible} from '../../../content/app/state/state.js';
import {CLEAN, PACK, finding} from '../../desk.js';

const PLACE = {open: true, side: 'right', top: 0.2};
const first = () => initial(PLACE, PACK);
const after = (...actions) => actions.reduce(reduce, first());
const arrived = {type: 'arrived', where: 'ticket', hidden: []};
const judged = (...findings) => ({type: 'judged', verdict: {...CLEAN, findings}, text: 'Hej'});

test('suggestions that come later take the place of the earlier ones, and touch nothing else', () => {
  const state = after(arrived, judged(finding('a')), {type: 'suggested', suggestions: [{snippet: 'autogiro'}]});

  assert.deepEqual(state.verdict.suggestions, [{snippet: 'autogiro'}]);
  assert.deepEqual(state.verdict.findings, [finding('a')]);
  assert.equal(after(arrived, {type: 'suggested', suggestions: [{}]}).verdict, null);
});

test('replies are suggested to an agent who has a ticket, with the panel and its section open', () => {
  const one = {type: 'suggested', suggestions: [{snippet: 'autogiro'}]};
  const state = after(arrived, judged(), one);
  assert.equal(suggests(state), true);
  assert.equal(suggests(after(arrived, judged())), false);
  assert.equal(suggests(after(arrived)), false);
  assert.equal(suggests(after({...arrived, where: 'new'}, judged(), one)), false);
  assert.equal(suggests({...state, place: {...PLACE, open: false}}), false);
  assert.equal(suggests({...state, place: {...PLACE, folded: ['suggestions']}}), false);
  assert.equal(suggests({...state, place: {...PLACE, folded: ['guides']}}), true);
});

test('another ticket keeps nothing of the one before, but what was told and whether the backend is away', () => {
  const alarm = {type: 'noticed', alarm: {kind: 'error', text: 'x'}};
  const before = after(arrived, judged(finding('a')), {type: 'away', why: 'offline', prompts: []}, alarm);
  const state = reduce(before, {type: 'arrived', where: 'ticket', hidden: ['b']});
  assert.deepEqual([state.verdict, state.text, state.hidden], [null, '', ['b']]);
  assert.deepEqual([state.away, state.alarm.text], ['offline', 'x']);
});

test('while the backend is away no finding about the text is shown, but marks and guides stay', () => {
  const judgedOnce = {type: 'judged', verdict: {...CLEAN, findings: [finding('a')], marks: ['m'], guides: ['g']}, text: 'Hej'};
  const state = after(arrived, judgedOnce, {type: 'away', why: 'offline', prompts: [finding('p')]});
  const shown = view(state);
  assert.deepEqual(shown.findings.map(({id}) => id), ['p']);
  assert.deepEqual([shown.marks, shown.guides, shown.status], [['m'], ['g'], 'offline']);
});

test('an answer ends being away, and the prompts with it', () => {
  const state = after(arrived, {type: 'away', why: 'busy', prompts: [finding('p')]}, judged());
  assert.deepEqual([state.away, state.prompts, view(state).status], [null, [], 'quiet']);
});

test('hidden findings are not shown, except blocks', () => {
  const all = [finding('a', 'block'), finding('b', 'hint')];
  assert.deepEqual(visible(all, ['a', 'b']).map(({id}) => id), ['a']);
  assert.deepEqual(visible(all, ['block:a']).map(({id}) => id), ['b'], 'but for a false alarm');
});

test('the status says the most important thing', () => {
  const status = (...actions) => view(after(...actions)).status;
  assert.equal(status(), 'idle');
  assert.equal(status(arrived), 'checking');
  assert.equal(status(arrived, judged(finding('a'))), 'findings');
  const read = {type: 'read', ticket: null, agent: null, moment: null, missing: ['ärendet']};
  assert.equal(status(arrived, {type: 'away', why: 'offline', prompts: []}, read), 'blind');
});

test('the pack’s guides are the library', () => {
  const pack = {...PACK, guides: [{id: 'flytt', title: 'Flytt'}]};
  const state = after({type: 'stocked', pack}, arrived);
  assert.deepEqual([state.pack, state.library], [pack, pack.guides]);
});

test('each step of the open guide says whether it is ticked', () => {
  const guide = {card: {id: 'g', steps: [{id: 'a'}, {id: 'b'}]}, values: {}, done: ['b'], stale: true};
  assert.deepEqual(view(after({type: 'guided', guide})).guide.steps, [{id: 'a', done: false}, {id: 'b', done: true}]);
});

test('the store tells of each change, until the extension dies', () => {
  const life = new AbortController();
  const seen = [];
  const store = createStore(first(), (state) => seen.push(state), life.signal);
  store.dispatch(arrived);
  life.abort();
  store.dispatch({type: 'arrived', where: 'list', hidden: []});
  assert.deepEqual([seen.length, seen[0] === store.state, store.state.where], [1, true, 'ticket']);
});

test('no change alters the state that was there before', () => {
  const state = Object.freeze(first());
  reduce(state, {type: 'searched', search: {query: 'x'}});
  reduce(state, judged(finding('a')));
  assert.equal(state.search.query, '');
  assert.equal(state.verdict, null);
});

test('what a short mail says as plainly itself is not shown', () => {
  assert.deepEqual(visible([finding('a'), {...finding('b'), evident: true}], []).map(({id}) => id), ['a']);
});

test('values are the same when they say the same; of the page only the thing itself is', () => {
  const one = () => ({id: 1, spans: [{start: 1, end: 2}], why: null});
  assert.equal(isSame(one(), one()), true);
  assert.equal(isSame([], []), true);
  const node = new Element();
  assert.equal(isSame({main: node}, {main: node}), true);
  for (const [a, b] of [
    [one(), {...one(), spans: [{start: 1, end: 3}]}], [one(), {...one(), more: 1}], [{a: undefined}, {b: undefined}], [[], {}],
    [null, {}], [{}, null],
    [undefined, {}], [null, undefined], [[1], [1, 2]], [{main: new Element()}, {main: new Element()}], ['1', 1],
  ]) assert.equal(isSame(a, b), false, JSON.stringify([a, b]));
});

test('a card that is shown is of the newest answer, or of none', () => {
  const hovering = after(arrived, judged(finding('a')), {type: 'hovered', hover: {finding: finding('a'), rect: {left: 1}}});
  const newer = {...finding('a'), message: 'Flyttad.'};
  const state = reduce(hovering, judged(finding('b'), newer));
  assert.equal(state.hover.finding, newer);
  assert.deepEqual(state.hover.rect, {left: 1});
  assert.equal(reduce(hovering, judged(finding('b'))).hover, null);
});
