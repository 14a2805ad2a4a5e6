import assert from 'node:assert/strict';
import {test} from 'node:test';

import {register} from '../../background/domains.js';

/** A browser with every permission, and what is asked of it to change. */
function scripting() {
  const scripts = new Map();
  const changes = [];
  const put = (how) => async ([script]) => (changes.push(`${how} ${script.matches}`), scripts.set(script.id, script));
  globalThis.chrome = {
    permissions: {contains: async () => true},
    scripting: {
      getRegisteredContentScripts: async ({ids: [id]}) => (scripts.has(id) ? [scripts.get(id)] : []),
      registerContentScripts: put('new'),
      updateContentScripts: put('changed'),
      unregisterContentScripts: async ({ids: [id]}) => (changes.push(`gone ${id}`), scripts.delete(id)),
    },
  };
  return changes;
}

test('scripts are registered once, and again only for other addresses', async () => {
  const changes = scripting();
  const backend = 'https://rut.example';
  for (const domains of [['a.example'], ['a.example'], ['a.example', 'b.example'], ['x.freshdesk.com'], ['x.freshdesk.com']]) {
    await register({domains, backend});
  }
  assert.deepEqual(changes, [
    'new https://a.example/a/*', 'new https://rut.example/svar', 'changed https://a.example/a/*,https://b.example/a/*',
    'gone own-domains',
  ]);
});
