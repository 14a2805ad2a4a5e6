import assert from 'node:assert/strict';
import {test} from 'node:test';

import {collect} from '../../content/canned/collect.js';
import {read} from '../../content/freshdesk/canned.js';

const OK = {status: 200, again: 1000, left: '300'};
const FOLDERS = [{id: 1, name: 'Mina egna', personal: true}, {id: 2, name: 'Faktura', personal: false}, {id: 3, name: 'Oklar'}];
const LISTS = {
  'canned_response_folders?page=1&per_page=100': FOLDERS,
  'canned_response_folders/2/responses?page=1&per_page=100': [
    {id: 7, title: 'Kopia', content_html: '<p>Här.</p>', attachments: [{name: 'a.pdf', attachment_url: 'https://hemlig.example'}]},
    {id: 8, title: 'Utan text'},
  ],
  'canned_responses/8': {id: 8, title: 'Utan text', content_html: '<p>Där.</p>'},
};

/** Collects of an account that answers so; also what was asked for, said and waited for. */
async function collected(answer) {
  const seen = {asked: [], said: [], waited: []};
  const get = async (path) => {
    seen.asked.push(path);
    return answer(path, seen.asked.length);
  };
  const pause = async (ms) => void seen.waited.push(ms);
  const progress = (one) => void seen.said.push(one);
  const outcome = await collect({get, pause, progress}).then((found) => ({found}), ({why}) => ({why}));
  return {...seen, ...outcome};
}

test('every shared folder is read, personal ones and those that might be are never asked for', async () => {
  const {found, asked, said} = await collected((path) => ({...OK, body: LISTS[path]}));
  assert.deepEqual(found, [
    {id: 7, title: 'Kopia', folder: 'Faktura', content_html: '<p>Här.</p>', attachments: [{name: 'a.pdf'}]},
    {id: 8, title: 'Utan text', folder: 'Faktura', content_html: '<p>Där.</p>'},
  ]);
  assert.deepEqual(asked, Object.keys(LISTS));
  assert.deepEqual(said, [{folder: 'Faktura', number: 1, of: 1}]);
});

test('a full page is followed by the next one', async () => {
  const many = Array.from({length: 100}, (_, place) => ({id: place + 1, title: 't', content_html: ''}));
  const pages = {'canned_response_folders?page=1&per_page=100': [FOLDERS[1]]};
  pages['canned_response_folders/2/responses?page=1&per_page=100'] = many;
  pages['canned_response_folders/2/responses?page=2&per_page=100'] = [{id: 101, title: 't', content_html: ''}];
  assert.equal((await collected((path) => ({...OK, body: pages[path]}))).found.length, 101);
});

test('a busy account is asked again when it says, and left alone when little of its minute is left', async () => {
  const {found, waited, said} = await collected((path, count) =>
    count === 1 ? {status: 429, body: null, again: 7000, left: '0'} : {...OK, left: count === 2 ? '3' : '300', body: LISTS[path]});
  assert.equal(found.length, 2);
  assert.deepEqual(waited, [7000, 60000]);
  assert.deepEqual(said.slice(0, 2), [{waits: 7000}, {waits: 60000}]);
});

test('what can’t be read to its end gives nothing, with the reason', async () => {
  const failing = (status, body = null) => collected(() => ({status, body, again: 1000, left: null}));
  const reasons = [[401, 'logged-out'], [403, 'forbidden'], [429, 'busy'], [503, 'offline'], [0, 'offline']];
  for (const [status, why] of reasons) assert.equal((await failing(status)).why, why);
  assert.equal((await failing(200, {html: true})).why, 'other-server');
  assert.equal((await failing(200, [FOLDERS[0]])).why, 'empty');
  assert.equal((await failing(401)).asked.length, 1);
  assert.equal((await failing(429)).asked.length, 4);
});

test('in Freshdesk nothing but canned responses is read for the worker', async () => {
  globalThis.location = {origin: 'https://ett.freshdesk.com'};
  const asked = [];
  const fetch = async (address) => {
    asked.push(address);
    return Response.json([], {headers: {'Retry-After': '7', 'X-RateLimit-Remaining': '90'}});
  };
  const others = ['tickets/7', 'canned_response_folders/../tickets', 'canned_responses/8?include=all', 'canned_response_folders/2'];
  for (const path of others) assert.equal((await read(path, fetch)).status, 404, path);
  assert.deepEqual(asked, []);
  for (const path of Object.keys(LISTS)) assert.deepEqual(await read(path, fetch), {status: 200, body: [], again: '7', left: '90'});
  assert.equal(asked[0], 'https://ett.freshdesk.com/api/v2/canned_response_folders?page=1&per_page=100');
});
