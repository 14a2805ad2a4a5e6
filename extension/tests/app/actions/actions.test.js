import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createActions} from '../../../content/app/actions/actions.js';

const finding = {id: 'a', spans: [], fixes: [{label: 'Nej', span: {in: 'subject', start: 0, end: 4}, text: 'Nytt'}]};

/** Actions on a new mail whose subject was asked about, and what they have done. */
function desk({asked, now, dialog = false}) {
  const said = [];
  const field = {value: now, focus() {}, setSelectionRange: (start, end) => said.push([start, end])};
  globalThis.document = {execCommand: (_, __, text) => said.push(text)};
  const findings = [finding];
  const state = dialog ? {verdict: null, dialog: {findings}, subject: ''} : {verdict: {findings}, dialog: null, subject: asked};
  const actions = createActions({
    store: {state, dispatch() {}},
    page: {subjectField: () => field, composer: () => null, place: () => ({kind: 'new', id: null})},
    gate: {held: () => ({subject: asked}), dialog: {changed() {}}},
    notify: (_, text) => said.push(text),
    watcher: {now() {}},
    guides: {},
    record() {},
    signal: new AbortController().signal,
  });
  return {actions, said};
}

for (const dialog of [false, true]) {
  test(`a subject is put right as it was asked about, ${dialog ? 'in the dialog' : 'in the panel'}`, () => {
    const {actions, said} = desk({asked: 'Ny adress', now: 'Ny adress', dialog});
    actions.fix(finding, 0);
    assert.deepEqual(said, [[0, 4], 'Nytt']);
  });

  test(`one that was answered again while it was pressed is put right, ${dialog ? 'in the dialog' : 'in the panel'}`, () => {
    const {actions, said} = desk({asked: 'Ny adress', now: 'Ny adress', dialog});
    actions.fix(structuredClone(finding), 0);
    assert.deepEqual(said, [[0, 4], 'Nytt']);
  });

  test(`one that has become another is left alone, ${dialog ? 'in the dialog' : 'in the panel'}`, () => {
    const {actions, said} = desk({asked: 'Ny adress', now: 'Ny adress', dialog});
    const older = structuredClone(finding);
    older.fixes[0].span.end = 3;
    actions.fix(older, 0);
    assert.deepEqual(said, ['Texten har ändrats under tiden. Rutinlots tittar igen.']);
  });

  test(`a subject that has been changed since is left alone, ${dialog ? 'in the dialog' : 'in the panel'}`, () => {
    const {actions, said} = desk({asked: 'Ny adress', now: 'Din nya adress', dialog});
    actions.fix(finding, 0);
    assert.deepEqual(said, ['Texten har ändrats under tiden. Rutinlots tittar igen.']);
  });
}

test('nothing is marked in a subject that has been changed since', () => {
  const {actions, said} = desk({asked: 'Ny adress', now: 'Din nya adress'});
  actions.goTo({...finding, spans: [{in: 'subject', start: 0, end: 4}]});
  assert.deepEqual(said, []);
});
