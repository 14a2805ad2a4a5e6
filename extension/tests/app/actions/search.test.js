import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createSearch, matching} from '../../../content/app/actions/search.js';
import {createStore, initial} from '../../../content/app/state/state.js';
import {createTimers} from '../../../content/app/state/timers.js';
import {startClock} from '../../clock.js';
import {PACK, ok} from '../../desk.js';

const SNIPPETS = [
  {id: 'faktura', title: 'E-faktura', text: 'Så anmäler du e-faktura.', keywords: ['autogiro'], theme: 'faktura'},
  {id: 'flytt', title: 'Flytt', text: 'Så anmäler du flytt.', english: 'Tell us when you move.', keywords: [], theme: 'flytt'},
];
const ids = (snippets) => snippets.map(({id}) => id);

function searching(t, answer) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const asked = [];
  const store = createStore(initial({}, {...PACK, snippets: SNIPPETS}), () => {}, life.signal);
  const client = {snippets: async (query) => (asked.push(query), answer(query))};
  return {...createSearch({store, timers: createTimers(life.signal), client}), asked, clock, store};
}

test('every word is looked for in title, text, English text and keywords', () => {
  assert.deepEqual(ids(matching(SNIPPETS, 'move flytt')), ['flytt']);
  assert.deepEqual(ids(matching(SNIPPETS, 'ANMÄLER autogiro')), ['faktura']);
  assert.deepEqual(ids(matching(SNIPPETS, 'anmäler')), ['faktura', 'flytt']);
  assert.deepEqual(ids(matching(SNIPPETS, '')), ['faktura', 'flytt']);
});

test('the backend is asked when the typing pauses, about the last words only', async (t) => {
  const {search, toggle, asked, clock} = searching(t, () => ok({snippets: []}));
  toggle();
  search('fak');
  await clock.tick(100);
  search('faktura');
  await clock.tick(200);
  assert.deepEqual(asked, ['', 'faktura']);
});

test('while the backend is away the pack is searched', async (t) => {
  const {search, toggle, clock, store} = searching(t, () => ({ok: false, why: 'offline'}));
  toggle();
  search('flytt');
  await clock.tick(200);
  assert.deepEqual(ids(store.state.search.results), ['flytt']);
});

test('an answer to older words, or to a search that was closed, is not shown', async (t) => {
  let answer;
  const {search, toggle, clock, store} = searching(t, () => new Promise((resolve) => (answer = resolve)));
  toggle();
  search('faktura');
  await clock.tick(200);
  toggle();
  answer(ok({snippets: SNIPPETS}));
  await clock.tick(10);
  assert.equal(store.state.search.results, null);
});
