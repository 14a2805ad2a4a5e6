import assert from 'node:assert/strict';
import {test} from 'node:test';

import {offeredGuides} from '../../../content/overlay/panel/marks.js';

const ui = {view: {unfolded: new Set()}, actions: {}, redraw() {}};
const GUIDE = {id: 'kravgruppen', title: 'Svar på ett mejl från Kravgruppen'};
const MARK = {id: 'kravgruppen', label: 'Svar till Kravgruppen', guide: 'kravgruppen'};
const STATE = {marks: [MARK], guides: [GUIDE], library: [GUIDE], guide: null, place: {}};

const texts = (part) => (typeof part === 'string' ? [part] : (part?.children ?? [part].flat()).filter(Boolean).flatMap(texts));
const offered = (state, marks) => texts(offeredGuides(ui, {...STATE, ...state}, marks));

test('a guide that fits is offered in the panel, unless a mark there leads to it already', () => {
  assert.ok(offered({}, []).includes(GUIDE.title), 'the mark stands at the top of the ticket');
  assert.ok(!offered({}, [MARK]).includes(GUIDE.title), 'the mark stands in the panel');
  assert.ok(!offered({guide: GUIDE}, []).includes(GUIDE.title), 'it is open');
});
