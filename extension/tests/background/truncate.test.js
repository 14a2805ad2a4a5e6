import assert from 'node:assert/strict';
import {test} from 'node:test';

import {truncate} from '../../background/server/truncate.js';

const long = (length) => 'å'.repeat(length);
const message = (given) => ({direction: 'in', text: 'Hej', ...given});
const withThread = (conversation) => truncate({moment: 'write', ticket: {id: 1, subject: 'x', conversation}}).ticket.conversation;

test('a question within bounds is left as it is', () => {
  const ticket = {id: 1, subject: 'Faktura', conversation: [message({html: '<p>Hej</p>'})]};
  const question = {moment: 'write', ticket, draft: {kind: 'reply', text: 'Hej', to: ['a@example.com']}};
  assert.deepEqual(truncate(question), question);
});

test('names, subjects and addresses are cut to what the backend takes', () => {
  const {ticket, draft, agent} = truncate({
    ticket: {subject: long(3000), requester: {name: long(600), email: 'a@example.com'}, properties: {[long(600)]: long(3000)}},
    draft: {to: Array.from({length: 300}, () => long(600)), subject: long(3000)},
    agent: {name: long(600), email: 'b@example.com'},
  });
  assert.deepEqual([ticket.subject.length, ticket.requester.name.length, agent.name.length], [2000, 500, 500]);
  assert.deepEqual(Object.entries(ticket.properties).map(([name, value]) => [name.length, value.length]), [[500, 2000]]);
  assert.deepEqual([draft.to.length, draft.to[0].length, draft.subject.length], [200, 500, 2000]);
});

test('the newest messages are kept, and at most two hundred', () => {
  const kept = withThread(Array.from({length: 250}, (_, index) => message({text: String(index)})));
  assert.deepEqual([kept.length, kept[0].text, kept.at(-1).text], [200, '50', '249']);
});

test('where there is not room for all, older messages lose their HTML before their text', () => {
  const big = {text: long(100_000), html: long(450_000)}; // 1.1 MB each
  const kept = withThread([message(big), message(big)]);
  assert.deepEqual(kept.map(({html}) => html === null), [true, false]);
  assert.ok(kept.every(({text}) => text.length === 100_000));
});

test('every mail is still there when each is as large as can be', () => {
  const huge = {text: long(1_200_000), html: long(1_200_000)};
  const kept = withThread([message(huge), message({...huge, direction: 'out'}), message(huge)]);
  assert.deepEqual(kept.map(({direction}) => direction), ['in', 'out', 'in']);
  assert.ok(kept.every(({text}) => text.length >= 1000));
  assert.ok(new TextEncoder().encode(JSON.stringify(kept)).length <= 1_900_000);
});

test('HTML that is cut would be broken, so it goes whole', () => {
  assert.equal(withThread([message({html: long(1_000_001)})])[0].html, null);
});

test('attachments may be names or files', () => {
  const {draft} = truncate({draft: {attachments: [long(600), {name: long(600), type: 'text/plain'}]}});
  assert.deepEqual([draft.attachments[0].length, draft.attachments[1].name.length], [500, 500]);
});
