import assert from 'node:assert/strict';
import {test} from 'node:test';

import {createApi} from '../../../content/freshdesk/ticket/api.js';

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

test('only a ticket that Freshdesk says there is none of is absent, until it says otherwise', async () => {
  globalThis.location = /** @type {any} */ ({origin: 'https://ett.freshdesk.com'});
  for (const [status, absent] of [[404, true], [500, false], [403, false], [200, false]]) {
    const api = createApi(async (address) => new Response('[]', {status: address.includes('/tickets/7?') ? status : 200}));
    assert.equal(api.isAbsent(7), false);
    await api.ticket(7);
    assert.equal(api.isAbsent(7), absent, String(status));
    assert.equal(api.isAbsent(null), false);
  }
  let status = 404;
  const api = createApi(async () => new Response('[]', {status}));
  await api.ticket(7);
  status = 200;
  await api.ticket(7);
  assert.equal(api.isAbsent(7), false);
});
