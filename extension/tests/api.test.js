import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createApi} from '../content/freshdesk/api.js';

test('Freshdesk is asked at the page’s own address, whatever the page calls its base', async () => {
  globalThis.location = /** @type {any} */ ({origin: 'https://ett.freshdesk.com'});
  globalThis.document = /** @type {any} */ ({baseURI: 'https://ran.example/'});
  const asked = [];
  const api = createApi(async (address) => {
    asked.push(address);
    return new Response('[]');
  });
  await Promise.all([api.ticket(7), api.agent()]);
  assert.deepEqual(asked.filter((address) => !address.startsWith('https://ett.freshdesk.com/api/v2/')), []);
  assert.equal(asked.length, 4);
});
