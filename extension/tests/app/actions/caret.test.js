import assert from 'node:assert/strict';
import {test} from 'node:test';

import {moved, movedSelection} from '../../../content/app/actions/caret.js';

const SPAN = {start: 4, end: 9};

test('the caret stays by the words it was at when something before or after it is put right', () => {
  assert.equal(moved(3, {start: 4, end: 9}, 'Anna'), 3);
  assert.equal(moved(20, {start: 4, end: 9}, 'Anna'), 19);
  assert.equal(moved(6, {start: 4, end: 9}, 'Anna'), 8);
});

test('what is selected stays so when something before, after or at its end is put right', () => {
  const after = (start, end, span = SPAN) => Object.values(movedSelection({start, end}, span, 'Anna'));
  assert.deepEqual(after(1, 4), [1, 4]);
  assert.deepEqual(after(9, 12), [8, 11]);
  assert.deepEqual(after(9, 12, {start: 9, end: 9}), [13, 16]);
  assert.deepEqual(after(9, 12, {start: Infinity, end: Infinity}), [9, 12]);
  assert.equal(movedSelection({start: 9, end: 12, isBackward: true}, SPAN, 'Anna').isBackward, true);
});

test('of a selection whose words are put right the caret is left', () => {
  for (const [start, end, at] of [[0, 5, 0], [6, 20, 8], [4, 9, 4], [0, 20, 0]]) {
    assert.deepEqual(movedSelection({start, end}, SPAN, 'Anna'), {start: at, end: at});
  }
});
