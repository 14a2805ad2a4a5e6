import assert from 'node:assert/strict';
import {test} from 'node:test';

import {blanksIn, createBlanks, nextBlank} from '../../../content/app/actions/blanks.js';

const TEXT = 'Hej [förnamn],\n\nDin faktura [fakturanummer] är betald. [adress]';

/** A page with one editor, and the keys that are pressed there. */
function writing(t, text = TEXT) {
  const life = new AbortController();
  t.after(() => life.abort());
  const document = new EventTarget();
  const editor = {contains: () => true};
  const composer = {editor};
  const selected = [];
  let caret = 0;
  const page = {
    read: () => ({text}),
    caret: () => caret,
    select: (_, {start, end}) => {
      caret = start;
      selected.push(text.slice(start, end));
    },
  };
  const press = (key, held = {}) => {
    const event = Object.assign(new Event('keydown', {cancelable: true}), {key, ...held});
    document.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return {blanks: createBlanks({page, document, signal: life.signal}), composer, selected, press};
}

test('blanks are what stands in brackets on one line', () => {
  assert.deepEqual(blanksIn(TEXT).map(({start, end}) => TEXT.slice(start, end)), ['[förnamn]', '[fakturanummer]', '[adress]']);
  assert.deepEqual(blanksIn('[] [a\nb] nothing'), []);
});

test('the next one is after the caret, the one before ends by it', () => {
  assert.equal(TEXT.slice(nextBlank(TEXT, 5, false).start).startsWith('[fakturanummer]'), true);
  assert.equal(TEXT.slice(nextBlank(TEXT, TEXT.length - 8, true).start).startsWith('[fakturanummer]'), true);
  assert.equal(nextBlank(TEXT, TEXT.length, false), null);
});

test('the first blank of an inserted reply is marked, and Tab goes on to the last and then to the page', (t) => {
  const {blanks, composer, selected, press} = writing(t);
  blanks.begin(composer, 'Din faktura [fakturanummer] är betald. [adress]');
  assert.deepEqual(selected, ['[fakturanummer]']);
  assert.equal(press('Tab'), true);
  assert.equal(press('Tab', {shiftKey: true}), true);
  assert.deepEqual(selected, ['[fakturanummer]', '[adress]', '[fakturanummer]']);
  press('Tab');
  assert.equal(press('Tab'), false);
  assert.equal(press('Tab', {shiftKey: true}), false);
});

test('Tab is the page’s own where no reply with blanks was inserted, and after Escape', (t) => {
  const {blanks, composer, selected, press} = writing(t);
  assert.equal(press('Tab'), false);
  blanks.begin(composer, 'Inget att fylla i.');
  assert.equal(press('Tab'), false);
  blanks.begin(composer, 'Till [adress]');
  press('Escape');
  assert.equal(press('Tab'), false);
  assert.deepEqual(selected, ['[adress]']);
});
