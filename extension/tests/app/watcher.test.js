import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createWatcher} from '../../content/app/watcher.js';
import {startClock} from '../clock.js';

/** A page that can be told to change, and what is asked about it. */
function watched(t, {seen = () => 'page', isSure = () => false} = {}) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const asked = [];
  const writes = {now: false};
  let page;
  const watcher = createWatcher({
    page: {watch: (told) => (page = told), isWriting: () => writes.now},
    look: async () => {
      const fingerprint = seen();
      return fingerprint && {fingerprint, isSure: isSure(), ask: async () => void asked.push(clock.now())};
    },
    moved() {},
    window: {performance, setTimeout, clearTimeout},
    signal: life.signal,
  });
  return {clock, watcher, asked, page, writes};
}

/** Something on the page changes every so often, for a while. */
async function changing({clock, page}, every, during) {
  for (const end = clock.now() + during; clock.now() < end;) {
    page.changed();
    await clock.tick(every);
  }
}

test('a page is asked about when it has been the same for two looks', async (t) => {
  const {clock, watcher, asked} = watched(t);
  watcher.soon();
  await clock.tick(400);
  assert.deepEqual(asked, []);
  await clock.tick(300);
  assert.equal(asked.length, 1);
});

test('a page that never rests is asked about within two seconds', async (t) => {
  const page = watched(t);
  await changing(page, 100, 2000);
  assert.equal(page.asked.length, 1);
});

test('a page that never rests is asked about anew when what matters has changed', async (t) => {
  let text = 'one';
  const page = watched(t, {seen: () => text});
  await changing(page, 100, 2000);
  text = 'two';
  await changing(page, 100, 2000);
  assert.equal(page.asked.length, 2);
});

test('a page that never rests is looked at a few times a second at most', async (t) => {
  let looks = 0;
  const page = watched(t, {seen: () => String((looks += 1))});
  await changing(page, 10, 3000);
  assert.ok(looks <= 6, String(looks));
});

test('a page at rest is not looked at again', async (t) => {
  let looks = 0;
  const {clock, watcher} = watched(t, {seen: () => ((looks += 1), 'same')});
  watcher.soon();
  await clock.tick(10_000);
  assert.equal(looks, 2);
});

test('a page that changes by itself, and in nothing that matters, is looked at every three seconds', async (t) => {
  let looks = 0;
  const page = watched(t, {seen: () => ((looks += 1), 'same')});
  await changing(page, 200, 6000);
  looks = 0;
  await changing(page, 200, 12_000);
  assert.ok(looks >= 3 && looks <= 4, String(looks));
});

test('at such a page what the agent does is seen as soon as ever', async (t) => {
  const looks = [];
  const page = watched(t, {seen: () => (looks.push(page.clock.now()), 'same')});
  await changing(page, 200, 6000);
  for (const does of ['acted', 'typed', 'navigated']) {
    await changing(page, 200, 6000);
    const before = page.clock.now();
    page.page[does](before);
    await page.clock.tick(300);
    assert.ok(looks.at(-1) > before, does);
  }
});

test('a calm page that changes after a while is looked at as soon as the change is over', async (t) => {
  const looks = [];
  const page = watched(t, {seen: () => (looks.push(page.clock.now()), 'same')});
  await changing(page, 200, 6000);
  await page.clock.tick(5000);
  const before = page.clock.now();
  page.page.changed();
  await page.clock.tick(300);
  assert.ok(looks.at(-1) > before);
});

test('what was not answered is asked again soon, also at a page that changes by itself', async (t) => {
  const page = watched(t);
  await changing(page, 200, 6000);
  page.watcher.unanswered();
  const {length} = page.asked;
  await changing(page, 200, 1000);
  assert.equal(page.asked.length, length + 1);
});

test('a ticket is asked about as soon as a look is sure of it, and what comes later when it has come to rest', async (t) => {
  let text = null;
  let isSure = false;
  const {clock, page, asked} = watched(t, {seen: () => text, isSure: () => isSure});
  const draws = async (/** @type {string} */ what) => {
    text = what;
    const before = clock.now();
    page.changed();
    await clock.tick(100);
    return asked.filter((at) => at >= before).length;
  };
  await clock.tick(1000);
  assert.equal(await draws('half'), 0);
  isSure = true;
  assert.equal(await draws('whole'), 1);
  assert.equal(await draws('more'), 0);
  await clock.tick(1000);
  assert.equal(asked.length, 2);
});

test('a look that is sure counts for no more than others when the ticket has been there for a while', async (t) => {
  const {clock, page, asked} = watched(t, {isSure: () => true});
  await clock.tick(5000);
  page.changed();
  await clock.tick(260);
  assert.deepEqual(asked, []);
  await clock.tick(500);
  assert.equal(asked.length, 1);
});

test('while the agent writes nothing is looked at, and half a second after the last key is it asked about', async (t) => {
  const looks = [];
  const {clock, page, asked, writes} = watched(t, {seen: () => (looks.push(clock.now()), 'same')});
  for (const heardOf of [250, 400, 490]) { // ms after the key
    writes.now = true;
    page.navigated(); // another mail, so that the same text is asked about
    for (let times = 0; times < 10; times += 1) {
      page.changed();
      await clock.tick(100);
    }
    assert.deepEqual(looks, []);
    const key = clock.now();
    await clock.tick(heardOf);
    writes.now = false;
    page.typed(key);
    await clock.tick(1000);
    assert.ok(looks[0] - key - heardOf <= 10, `${looks} ${key}`);
    assert.ok(asked[0] - key >= 500 && asked[0] - key <= 530, `${asked[0] - key} ms`);
    looks.length = asked.length = 0;
  }
});
