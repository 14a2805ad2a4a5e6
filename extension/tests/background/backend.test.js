/** What counts as an answer of the backend's, and why anything else does not. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {pretendExtension, proven} from '../browser.js';

pretendExtension();
const backend = await import('../../background/server/backend.js');

const ANSWER = {findings: [], marks: [], guides: [], suggestions: [], gate: null};
const ANOTHER = {
  'a page': '<html>Logga in</html>',
  nothing: '',
  null: 'null',
  'another shape': '{"hello": [1]}',
  'a verdict without its gate': '{"findings": [], "marks": [], "guides": [], "suggestions": []}',
};

/** @param {string} body @param {ResponseInit} [how] */
function answering(body, how) {
  backend.forget();
  const seen = {questions: 0};
  globalThis.fetch = proven(async (address) => {
    seen.questions += String(address).endsWith('/checks') ? 1 : 0;
    return new Response(body, how);
  });
  return seen;
}

const ask = () => backend.check({moment: 'write', ticket: {conversation: []}}, false).then(() => 'answered', ({why}) => why);

test('a verdict is an answer', async () => {
  answering(JSON.stringify(ANSWER));
  assert.equal(await ask(), 'answered');
});

test('what is no verdict, however well it parses, is another server’s, and the server is left alone', async () => {
  for (const [name, body] of Object.entries(ANOTHER)) {
    const seen = answering(body);
    assert.equal(await ask(), 'other-server', name);
    assert.equal(await ask(), 'offline', name);
    assert.equal(seen.questions, 1, name);
  }
});

test('another server’s refusal is told from the backend’s own', async () => {
  const own = JSON.stringify({error: {status: 404, code: 'x', message: ''}});
  for (const [status, body, why] of [
    [404, '{"message": "no such address"}', 'other-server'], [404, own, 'invalid'], [422, own, 'invalid'],
    [401, own, 'token'], [403, '', 'token'], [500, own, 'offline'], [503, '', 'offline'], [503, own, 'busy'], [429, '', 'busy'],
  ]) {
    answering(body, {status});
    assert.equal(await ask(), why, `${status} ${body}`);
  }
});
