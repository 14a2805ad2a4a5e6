/** What is told of the keys that an agent writes with, and which keys the parts hear. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {startClock} from '../../clock.js';
import {createKeys} from '../../../content/freshdesk/page/keys.js';

const CODES = {
  ' ': 32, Backspace: 8, Delete: 46, Enter: 13, Control: 17, Escape: 27, ArrowLeft: 37, Tab: 9, Process: 229,
  å: 221, '.': 190, '<': 226,
};

const pressed = (key) => ({key, keyCode: CODES[key] ?? key?.toUpperCase().charCodeAt(0)});

/** A page with an editor and a button, of which one has the keyboard. */
function opened(t) {
  const clock = startClock();
  const life = new AbortController();
  t.after(() => (life.abort(), clock.stop()));
  const errors = [];
  const window = Object.assign(new EventTarget(), {
    performance, setTimeout, clearTimeout, reportError: (error) => errors.push(error.message),
  });
  let first = (/** @type {Event} */ _event) => {};
  window.addEventListener('keydown', (event) => first(event), {capture: true});
  const [editor, button] = [{isContentEditable: true}, {isContentEditable: false}];
  const document = Object.assign(new EventTarget(), {defaultView: window, activeElement: editor});
  const keys = createKeys({document: /** @type {any} */ (document), signal: life.signal});
  const heard = [];
  const typed = [];
  const acted = [];
  keys.addEventListener('keydown', ({key}) => heard.push(key));
  keys.watch((at) => typed.push(at), () => acted.push(clock.now()));
  const dispatch = (type, how = {}) => {
    const event = new Event(type, {cancelable: true});
    for (const [name, value] of Object.entries({target: document.activeElement, timeStamp: clock.now(), ...how})) {
      Object.defineProperty(event, name, {value});
    }
    window.dispatchEvent(event);
    return event;
  };
  return {
    clock, document, button, keys, heard, typed, acted, errors,
    hearFirst: (hearer) => (first = hearer),
    press: (key) => dispatch('keydown', pressed(key)),
    leave(to) {
      dispatch('focusout');
      document.activeElement = to;
    },
    put: () => document.dispatchEvent(new Event('input')),
    /** One key after another, so many ms apart. */
    async write(text, every = 110) {
      for (const key of text) {
        dispatch('keydown', pressed(key));
        await clock.tick(every);
      }
    },
  };
}

test('what is written without a rest is told once, with the time of its last key, within half a second of it', async (t) => {
  for (const every of [60, 110, 150, 220]) {
    for (let length = 1; length < 12; length += 1) {
      const {clock, keys, typed, write} = opened(t);
      await write('x'.repeat(length - 1), every);
      assert.deepEqual([typed, keys.areComing()], [[], length > 1], `${length} keys, each ${every} ms`);
      const last = clock.now();
      await write('x', 0);
      await clock.tick(240);
      assert.deepEqual(typed, [], 'a rest takes longer');
      await clock.tick(260);
      assert.deepEqual([typed, keys.areComing()], [[last], false], `${length} keys, each ${every} ms`);
      clock.stop();
    }
  }
});

test('keys that move about put nothing off, and those that may write do', async (t) => {
  const {keys, typed, clock, press} = opened(t);
  for (const [key, isPutOff] of [['ArrowLeft', false], ['Control', false], ['Enter', true], ['Process', true]]) {
    const last = clock.now();
    press('x');
    for (let times = 0; times < 10; times += 1) {
      await clock.tick(100);
      press(key);
    }
    assert.deepEqual([typed, keys.areComing()], [isPutOff ? [] : [last], isPutOff], key);
    await clock.tick(1000);
    typed.length = 0;
  }
});

test('of what is written in an editor the parts hear the first key, and all those that may do something else', async (t) => {
  const {press, heard, clock} = opened(t);
  const writing = ['a', 'b', 'å', '.', '<', '1', ' ', 'Backspace', 'Delete'];
  const others = ['Enter', 'Control', 'Escape', 'ArrowLeft', 'Tab'];
  for (const key of [...writing, ...others, ...writing]) press(key);
  assert.deepEqual(heard, ['a', ...others]);
  await clock.tick(1000);
  press('e');
  assert.equal(heard.length, 6, 'the keyboard is still there');
});

test('outside an editor, and when the keyboard has left one, the parts hear each key', async (t) => {
  const {button, document, press, heard, leave, clock} = opened(t);
  press('a');
  leave(button);
  press('r');
  press(' ');
  assert.deepEqual(heard, ['a', 'r', ' ']);
  leave({isContentEditable: true});
  press('a');
  document.activeElement = button; // the editor is taken away, and no event tells of it
  await clock.tick(1000);
  press('n');
  assert.deepEqual(heard, ['a', 'r', ' ', 'a', 'n']);
});

test('a key that a part stops is heard by no other, and writes nothing', async (t) => {
  const {keys, press, heard, typed, clock} = opened(t);
  keys.addEventListener('keydown', (event) => event.stopImmediatePropagation());
  keys.addEventListener('keydown', () => heard.push('never'));
  press('a');
  press('b');
  await clock.tick(1000);
  assert.deepEqual([heard, typed], [['a', 'b'], []]);
});

test('what another extension keeps from the page, without stopping at once, all parts hear', (t) => {
  const {keys, press, heard, hearFirst} = opened(t);
  hearFirst((event) => event.stopPropagation());
  keys.addEventListener('keydown', () => heard.push('after'));
  press('Escape');
  assert.deepEqual(heard, ['Escape', 'after']);
});

test('a part that fails keeps no other from hearing', (t) => {
  const {keys, press, heard, errors} = opened(t);
  keys.addEventListener('keydown', () => {
    throw new Error('broken');
  });
  keys.addEventListener('keydown', () => heard.push('after'));
  press('Enter');
  assert.deepEqual([heard, errors], [['Enter', 'after'], ['broken']]);
});

test('what is put in without a key is told at once, except while keys that write are coming', async (t) => {
  const {button, clock, typed, put, press, leave} = opened(t);
  put();
  assert.deepEqual(typed, [0]);
  press('a');
  put();
  assert.deepEqual(typed, [0]);
  await clock.tick(1000);
  put();
  assert.deepEqual(typed, [0, 0, 1000]);
  press('b');
  leave(button);
  put();
  assert.deepEqual(typed, [0, 0, 1000, 1000], 'in another field');
});

test('a key without a name, which the browser makes up when it fills a field in, is heard and writes nothing', (t) => {
  const {press, heard, keys} = opened(t);
  press(undefined);
  assert.deepEqual([heard, keys.areComing()], [[undefined], false]);
});

test('what is chosen or pressed by a key outside of an editor is told of at once, and no key that writes', async (t) => {
  const {button, press, leave, write, acted} = opened(t);
  await write('Hej du');
  press('Enter');
  assert.equal(acted.length, 0);
  leave(button);
  for (const key of ['Tab', 'ArrowLeft', 'Enter', ' ']) press(key);
  assert.equal(acted.length, 2);
});
