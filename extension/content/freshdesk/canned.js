/** In the company's own Freshdesk: reads its canned responses with the session of whoever is logged in, when the worker asks. */

import {Kind} from '../../messages.js';

const GIVE_UP_MS = 15000;
// The lists and the single responses of the documented API; nothing else is read for anyone.
const PATH = /^canned_response(?:_folders(?:\/\d+\/responses)?|s\/\d+)(?:\?page=\d+&per_page=100)?$/;

/**
 * @typedef {object} Read  an answer of the API
 * @property {number} status  0 without any
 * @property {any} body  null unless the status is 200
 * @property {string|null} again  its Retry-After
 * @property {string|null} left  requests of this minute that are left to the account
 * @typedef {{host: string, read?: Read}} Told  read: if a path was asked for
 */

/** @param {string} path @param {(address: string, how: object) => Promise<Response>} fetch @returns {Promise<Read>} */
export async function read(path, fetch) {
  if (!PATH.test(path)) return {status: 404, body: null, again: null, left: null};
  const how = {headers: {Accept: 'application/json'}, credentials: 'same-origin', signal: AbortSignal.timeout(GIVE_UP_MS)};
  // Whole: a page's <base> may lead what is relative to another server.
  const response = await fetch(`${location.origin}/api/v2/${path}`, how);
  const body = response.ok ? await response.json() : null;
  const [again, left] = ['Retry-After', 'X-RateLimit-Remaining'].map((name) => response.headers.get(name));
  return {status: response.status, body, again, left};
}

/** Answer the worker, and nothing but the worker, for as long as this copy lives. @param {AbortSignal} signal */
export function answerCanned(signal) {
  const host = location.hostname;
  /** @param {any} message @param {chrome.runtime.MessageSender} sender @param {(told: Told) => void} reply */
  const listener = (message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || sender.tab || message?.kind !== Kind.CANNED) return false;
    if (message.path === undefined) reply({host});
    if (message.path === undefined || message.host !== host) return false;
    read(message.path, fetch.bind(window)).then(
      (found) => reply({host, read: found}),
      () => reply({host, read: {status: 0, body: null, again: null, left: null}}),
    );
    return true; // the answer comes later
  };
  chrome.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => chrome.runtime?.id && chrome.runtime.onMessage.removeListener(listener), {once: true});
}
