import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createGuides} from '../../../content/app/actions/guides.js';
import {createTimers} from '../../../content/app/state/timers.js';
import '../../browser.js';
import {startClock} from '../../clock.js';

const BLANK = {id: 'noreply', fields: [], copies: []};
const FILLED = {...BLANK, intro: 'Kunden svarade på noreply@ellevio.se.'};

function openGuide(t, answers) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const store = {
    state: {guide: null, ticket: null, agent: null, pack: {guides: [BLANK]}},
    dispatch: ({guide}) => void (store.state = {...store.state, guide}),
  };
  let asked = 0;
  const guides = createGuides({
    store,
    page: {place: () => ({kind: 'ticket', id: 1})},
    timers: createTimers(life.signal),
    client: {fill: async () => answers[Math.min(asked++, answers.length - 1)]},
  });
  return {clock, guides, store, asked: () => asked};
}

test('a card that could not be filled in is filled in by itself when the backend is back', async (t) => {
  const {clock, guides, store, asked} = openGuide(t, [{ok: false, why: 'offline'}, {ok: true, value: FILLED}]);
  await guides.open('noreply');
  assert.equal(store.state.guide.stale, true);
  await clock.tick(3999);
  assert.equal(asked(), 1);
  await clock.tick(1);
  assert.deepEqual([store.state.guide.card.intro, store.state.guide.stale], [FILLED.intro, false]);
});

test('a busy backend says when it may be asked again', async (t) => {
  const {clock, guides, asked} = openGuide(t, [{ok: false, why: 'busy', again: 9000}, {ok: true, value: FILLED}]);
  await guides.open('noreply');
  await clock.tick(8999);
  assert.equal(asked(), 1);
  await clock.tick(1);
  assert.equal(asked(), 2);
});

for (const why of ['gone', 'token', 'invalid']) {
  test(`what no waiting mends is not asked again: ${why}`, async (t) => {
    const {clock, guides, asked} = openGuide(t, [{ok: false, why}]);
    await guides.open('noreply');
    await clock.tick(60_000);
    assert.equal(asked(), 1);
  });
}

test('a closed card is not asked for', async (t) => {
  const {clock, guides, asked} = openGuide(t, [{ok: false, why: 'offline'}]);
  await guides.open('noreply');
  guides.close();
  await clock.tick(60_000);
  assert.equal(asked(), 1);
});
