import assert from 'node:assert/strict';
import {test} from 'node:test';

import '../../browser.js';
import {createBypass} from '../../../content/sending/sent/bypass.js';
import {startClock} from '../../clock.js';
import {PACK} from '../../desk.js';

const TEXT = 'Hej Anna, tack för ditt mejl om fakturan i maj.';

function watch(t, {holds = async () => false, shows = () => false, clock = startClock()} = {}) {
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const seen = {notices: [], records: []};
  const target = new EventTarget();
  const bypass = createBypass({
    page: {place: () => ({kind: 'ticket', id: 1}), holds, shows},
    store: {state: {pack: PACK}},
    notify: (tone, text) => (seen.notices.push(`${tone}: ${text}`), () => {}),
    record: (kind, about) => void seen.records.push([kind, about.ticket]),
    target,
    signal: life.signal,
  });
  return {bypass, clock, seen, target};
}

test('a draft that turns up in the thread without passing the gate is told of, once', (t) => {
  const {bypass, seen} = watch(t);
  bypass.notice(1, TEXT, 'ett äldre svar');
  bypass.notice(1, null, TEXT);
  bypass.notice(1, null, TEXT);
  assert.deepEqual(seen.records, [['slipped', 1]]);
  assert.match(seen.notices[0], /gick iväg utan att kontrolleras.*MAICCDIS/);
});

test('a mail that passed the gate is not', (t) => {
  const {bypass, seen} = watch(t);
  bypass.notice(1, TEXT, 'ett äldre svar');
  bypass.passed(1, TEXT);
  bypass.notice(1, null, TEXT);
  assert.deepEqual(seen.records, []);
});

test('nor is one that passed it in another tab, where it was still the same draft', async (t) => {
  const here = watch(t);
  const there = watch(t, {clock: here.clock});
  const earlier = `${TEXT} Vi ser över ${'den '.repeat(50)}`;
  const third = new BroadcastChannel('rutinlots-passed');
  t.after(() => third.close());
  const told = new Promise((resolve) => third.addEventListener('message', resolve, {once: true}));
  here.bypass.notice(1, earlier, 'ett äldre svar');
  there.bypass.passed(1, `${earlier}och återkommer.`);
  await told;
  here.bypass.notice(1, earlier, `${earlier}och återkommer.`);
  here.bypass.notice(1, null, `${earlier}och återkommer.`);
  here.bypass.notice(2, earlier, 'ett äldre svar');
  here.bypass.notice(2, null, earlier);
  assert.deepEqual(here.seen.records, [['slipped', 2]]);
});

test('neither is a draft that was thrown away, nor one too short to be known', (t) => {
  const {bypass, seen} = watch(t);
  bypass.notice(1, TEXT, 'ett äldre svar');
  bypass.notice(1, null, 'ett äldre svar');
  bypass.notice(2, 'Tack!', 'ett äldre svar');
  bypass.notice(2, null, 'Tack!');
  assert.deepEqual(seen.records, []);
});

test('a mail in a thread that no selector reads is known by its text on the page, for a while', async (t) => {
  const {bypass, clock, seen} = watch(t, {shows: (text) => text === TEXT});
  bypass.notice(1, TEXT, null);
  await clock.tick(21_000);
  bypass.notice(1, null, null);
  assert.deepEqual(seen.records, []);
  bypass.notice(1, TEXT, null);
  bypass.notice(1, null, null);
  assert.deepEqual(seen.records, [['slipped', 1]]);
});

test('a ticket that is left with an open draft is looked up, and again when Freshdesk may know more', async (t) => {
  const answers = [false, true];
  const {bypass, clock, seen} = watch(t, {holds: async () => answers.shift()});
  bypass.notice(1, TEXT, null);
  await bypass.left();
  assert.deepEqual(seen.records, []);
  await clock.tick(3000);
  assert.deepEqual(seen.records, [['slipped', 1]]);
});

test('where Freshdesk does not tell, the agent is asked, except after a click on a link', async (t) => {
  const {bypass, clock, seen, target} = watch(t, {holds: async () => null});
  bypass.notice(1, TEXT, null);
  await bypass.left();
  assert.match(seen.notices[0], /Ärende 1 stängdes med ett svar/);

  class Link extends Element {
    localName = 'a';
    getAttribute = () => '/a/tickets/2';
  }
  await clock.tick(5000);
  bypass.notice(1, TEXT, null);
  const click = new Event('click');
  click.composedPath = () => [new Link()];
  target.dispatchEvent(click);
  await bypass.left();
  assert.equal(seen.notices.length, 1);
});
