/** When the card beside an underlined word comes: to an agent who looks at the word, not to one who writes or passes by. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import '../browser.js';
import {startClock} from '../clock.js';
import {finding} from '../desk.js';
import {createUnderline} from '../../content/app/underline.js';

const TEXT = 'Hej Sparkcykel123, tack.';
const WORD = {left: 100, top: 100, right: 200, bottom: 120};
const ON = {clientX: 150, clientY: 110};
const BELOW = {clientX: 150, clientY: 180};
const FRAME_MS = 10;
const RESTED_MS = 400;
const GONE_MS = 300;

const salutation = () => ({...finding('auto-salutation'), spans: [{in: 'draft', start: 4, end: 17}]});

/** An editor with one underlined word, and what the card has been told. */
function atAWord(t) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const editor = Object.assign(new Element(), {contains: (node) => node === editor});
  const range = {getClientRects: () => [WORD], getBoundingClientRect: () => WORD, startContainer: editor};
  const window = {requestAnimationFrame: (draw) => setTimeout(draw, FRAME_MS), setTimeout, clearTimeout};
  const document = Object.assign(new EventTarget(), {defaultView: window, elementFromPoint: () => editor, adoptedStyleSheets: []});
  const cards = [];
  const hovered = (hover) => cards.push(hover?.finding ?? null);
  const underline = createUnderline({document: /** @type {any} */ (document), hovered, signal: life.signal});
  const read = {text: TEXT, range: () => range, offset: () => null};
  const show = (...findings) => underline.show(/** @type {any} */ ({editor, read}), findings);
  const tell = (type, how) => {
    const event = Object.assign(new Event(type), {buttons: 0, ...how});
    event.composedPath = () => [how.target ?? editor];
    document.dispatchEvent(event);
  };
  show(salutation());
  return {
    clock, cards, underline, show, move: (to, how = {}) => tell('pointermove', {...to, ...how}),
    press: (at) => tell('pointerdown', at),
    letGo: (at) => tell('pointerup', at),
  };
}

test('the card comes when the pointer has rested on the word, and goes a little after the pointer', async (t) => {
  const {clock, cards, move} = atAWord(t);
  move(ON);
  await clock.tick(100);
  assert.deepEqual(cards, []);
  move(ON);
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards, [salutation()]);
  move(BELOW);
  await clock.tick(GONE_MS);
  assert.deepEqual(cards.at(-1), null);
});

test('a pointer on its way to the text below gets no card in its way', async (t) => {
  const {clock, cards, move} = atAWord(t);
  move(ON);
  await clock.tick(60);
  move(BELOW);
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards, []);
});

test('text that is being selected or dragged is not covered', async (t) => {
  const {clock, cards, move, press, letGo} = atAWord(t);
  press(BELOW);
  move(ON, {buttons: 1});
  await clock.tick(RESTED_MS);
  letGo(ON);
  move(ON);
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards, []);
});

test('who presses in the word writes there: the card goes, and comes when the pointer has been away', async (t) => {
  const {clock, cards, move, press} = atAWord(t);
  move(ON);
  await clock.tick(RESTED_MS);
  press(ON);
  move(ON);
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards, [salutation(), null]);
  move(BELOW);
  await clock.tick(FRAME_MS);
  move(ON);
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards.at(-1), salutation());
});

test('a press on the card itself keeps it', async (t) => {
  const {clock, cards, underline, move} = atAWord(t);
  move(ON);
  await clock.tick(RESTED_MS);
  move(BELOW);
  await clock.tick(FRAME_MS);
  underline.card(salutation());
  await clock.tick(GONE_MS);
  assert.deepEqual(cards, [salutation()]);
});

test('no card comes for a word that is put right while the pointer rests on it', async (t) => {
  const {clock, cards, show, move} = atAWord(t);
  move(ON);
  await clock.tick(100);
  show();
  await clock.tick(RESTED_MS);
  assert.deepEqual(cards, []);
});

test('a card that is shown is of the newest answer when the pointer is on its word', async (t) => {
  const {clock, cards, show, move} = atAWord(t);
  move(ON);
  await clock.tick(RESTED_MS);
  const newer = {...salutation(), message: 'En annan text.'};
  show(newer);
  move(ON);
  await clock.tick(FRAME_MS);
  assert.deepEqual(cards.at(-1), newer);
});
