import assert from 'node:assert/strict';
import {test} from 'node:test';

import {startClock} from '../clock.js';
import {changed, element, told, tree} from '../dom.js';
import {createFinder, createRoots} from '../../content/freshdesk/page/find.js';
import {createKept, createThread} from '../../content/freshdesk/ticket/thread.js';

/** The shadow roots of a page, by the names of their hosts. */
function rooted(t, children) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const document = tree(children);
  const walked = [];
  const query = document.querySelectorAll;
  document.querySelectorAll = () => (walked.push(clock.now()), query());
  const changes = [];
  const roots = createRoots({document, signal: life.signal, changed: () => changes.push(clock.now())});
  return {clock, document, walked, changes, names: () => roots().map(({host}) => host.localName)};
}

/** What selectors find, and how often the document is asked for one. */
function finding(t, selectors) {
  const life = new AbortController();
  t.after(() => life.abort());
  const document = tree([element('p')]);
  const asked = [];
  document.querySelectorAll = (css) => (asked.push(css), css === '*' ? document.children : [document.children[0]]);
  document.children[0].checkVisibility = () => true;
  const find = createFinder({document, selectors, signal: life.signal});
  return {document, find, queries: (css) => asked.filter((one) => one === css).length};
}

const host = (name, ...inside) => {
  const made = element(name);
  inside.forEach((one) => (made.shadowRoot ?? made.attachShadow()).append(one));
  if (!made.shadowRoot) made.attachShadow();
  return made;
};

test('open shadow roots are found on the whole page, those in others too, and never the overlay’s', (t) => {
  const {names} = rooted(t, [host('a-bar', element('p', [host('an-inner')])), host('rutinlots-overlay'), host('a-list')]);
  assert.deepEqual(names(), ['a-bar', 'an-inner', 'a-list']);
});

test('a page is not walked through again for what has been added to it or taken away', (t) => {
  const {document, names, walked} = rooted(t, [host('a-bar')]);
  names();
  document.append(element('section', [host('a-menu', host('an-inner'))]));
  assert.deepEqual(names(), ['a-bar', 'a-menu', 'an-inner']);
  document.children[0].remove();
  assert.deepEqual(names(), ['a-menu', 'an-inner']);
  assert.equal(walked.length, 1);
});

test('what is added in a shadow root is found', (t) => {
  const {document, names} = rooted(t, [host('a-bar')]);
  names();
  document.children[0].shadowRoot.append(host('a-menu'));
  told();
  assert.deepEqual(names(), ['a-bar', 'a-menu']);
});

test('a root that comes late to a custom element is found at once, one of any other element within some seconds', async (t) => {
  const [late, other] = [element('a-panel'), element('section')];
  const {clock, changes, names, walked} = rooted(t, [late, other]);
  assert.deepEqual(names(), []);
  late.attachShadow();
  const {length} = changes;
  assert.deepEqual(names(), ['a-panel']);
  assert.deepEqual([walked.length, changes.length], [1, length + 1]);
  other.attachShadow();
  await clock.tick(11_000);
  assert.deepEqual(names(), ['a-panel', 'section']);
});

test('changes are told of before the roots are given, but not those in the overlay', (t) => {
  const {changes, document, names} = rooted(t, [element('p'), element('rutinlots-overlay')]);
  names();
  changed(document.children[1]);
  names();
  assert.equal(changes.length, 0);
  changed(document.children[0]);
  names();
  assert.equal(changes.length, 1);
});

test('what is looked for on a page is looked for once, until an element or an attribute changes', (t) => {
  const {document, find, queries} = finding(t, {part: [{css: '.part'}]});
  find.all('part');
  find.first('part');
  assert.equal(queries('.part'), 1);
  changed(document);
  find.all('part');
  assert.equal(queries('.part'), 2);
});

test('once the page has changed its attributes are not listened for, until something is looked for', (t) => {
  const {changes, document, names} = rooted(t, [element('p'), host('a-bar')]);
  const bar = document.children[1].shadowRoot;
  for (const where of [document, bar]) {
    names();
    const {length} = changes;
    for (let times = 0; times < 3; times += 1) {
      changed(where, [], 'attributes');
      told();
    }
    assert.equal(changes.length, length + 1);
    where.append(element('p')); // what is added is heard of all the same
    told();
    assert.equal(changes.length, length + 2);
  }
});

test('what may change unseen is looked for every time', (t) => {
  const css = {chosen: 'input:checked', fault: '.error:not(:empty)', first: 'p:first-child'};
  const selectors = Object.fromEntries(Object.entries(css).map(([name, one]) => [name, [{css: one}]]));
  const {find, queries} = finding(t, selectors);
  for (const name of ['chosen', 'chosen', 'fault', 'fault', 'first', 'first']) find.all(name);
  assert.deepEqual(Object.values(css).map(queries), [2, 2, 1]);
  const apart = element('div');
  apart.querySelectorAll = () => [];
  find.all('first', apart);
  apart.querySelectorAll = () => [element('p')];
  assert.equal(find.all('first', apart).length, 1, 'in what is not on the page');
});

test('after very much has been added the page is walked through as a whole', (t) => {
  const {document, names, walked} = rooted(t, []);
  names();
  for (let count = 0; count < 1000; count += 1) document.append(element('p'));
  document.append(host('a-menu'));
  assert.deepEqual(names(), ['a-menu']);
  assert.equal(walked.length, 2);
});

/** What is read of an element, and how often that was done. */
function keeping(t, {readyState = 'complete', hasRoots = false} = {}) {
  const life = new AbortController();
  t.after(() => life.abort());
  const text = element('p');
  const item = element('article', [text]);
  const document = Object.assign(tree([item]), {readyState});
  let version = 0;
  const kept = createKept({document, find: {hasRoots: () => hasRoots, version: () => version}, signal: life.signal});
  let times = 0;
  return {
    item, text, life,
    read: (name = 'text') => kept(item, name, () => (times += 1)),
    override: () => (version += 1),
  };
}

test('what was read of a message is kept while nothing in it changes', (t) => {
  const {read} = keeping(t);
  assert.deepEqual([read(), read(), read('signs'), read('signs')], [1, 1, 2, 2]);
});

test('a message is read anew after a change anywhere in it, heard of or not', (t) => {
  const {item, text, read} = keeping(t);
  read();
  changed(text);
  assert.equal(read(), 2);
  changed(item);
  told();
  assert.equal(read(), 3);
  assert.equal(read(), 3);
});

test('a change elsewhere costs no reading', (t) => {
  const {item, read} = keeping(t);
  read();
  changed(item.parentNode);
  assert.equal(read(), 1);
});

test('a message is read anew when the selectors have changed', (t) => {
  const {read, override} = keeping(t);
  read();
  override();
  assert.equal(read(), 2);
});

test('nothing is kept where a change can’t be seen, or while the page is loading', (t) => {
  for (const how of [{hasRoots: true}, {readyState: 'interactive'}]) {
    const {read} = keeping(t, how);
    assert.deepEqual([read(), read()], [1, 2], JSON.stringify(how));
  }
});

/** A thread whose mails are outgoing but for those of the customer, and how many of them have been read. */
function threaded(t, items) {
  const life = new AbortController();
  t.after(() => life.abort());
  const document = tree();
  const read = [];
  const marks = {customerMark: 'in-mail', agentMark: 'out-mail'};
  const has = (name, item) => marks[name] === item.localName;
  const find = {
    all: () => document.children,
    first(name, area) {
      if (!area) return null;
      read.push(area);
      return null;
    },
    is: has,
    words: () => [],
    hasRoots: () => false,
    version: () => 0,
  };
  items.forEach((name) => document.append(element(name)));
  return {document, read, thread: createThread({document, find, signal: life.signal})};
}

test('a mail that has gone out is seen in the thread, and only what has come is read for it', (t) => {
  const {document, read, thread} = threaded(t, ['in-mail', 'out-mail', 'in-mail']);
  const hasSent = thread.mark();
  assert.equal(hasSent(), false);
  document.append(element('in-mail'));
  assert.equal(hasSent(), false, 'the customer’s');
  const ours = document.append(element('out-mail'));
  assert.equal(hasSent(), true);
  assert.deepEqual(new Set(read), new Set([document.children[3], ours]));
});

test('a thread that is drawn anew has sent nothing', (t) => {
  const {document, thread} = threaded(t, ['in-mail', 'out-mail', 'out-mail']);
  const hasSent = thread.mark();
  for (const item of [...document.children]) item.remove();
  for (const name of ['in-mail', 'out-mail', 'out-mail']) document.append(element(name));
  assert.equal(hasSent(), false);
  document.append(element('out-mail'));
  assert.equal(hasSent(), true);
});

test('of a long thread only the end is read to see what went out last', (t) => {
  const {document, read, thread} = threaded(t, ['out-mail', 'in-mail', 'out-mail', 'in-mail']);
  assert.equal(thread.latestSent(), '', 'it has no body');
  assert.deepEqual(new Set(read), new Set([document.children[3], document.children[2]]));
});
