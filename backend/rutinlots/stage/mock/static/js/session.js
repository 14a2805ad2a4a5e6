/** What the page knows about itself: who is logged in, the form, the account's variants; and its way to the server. */

import {preloaded} from './preloaded.js';

/** The address that the account lies under; empty where it has a host of its own. */
export const base = document.documentElement.dataset.base ?? '';

/** @type {any} */
export const session = {};
let state = 1;

export async function start() {
  Object.assign(session, await api('GET', 'bootstrap/me'));
  state = session.settings.seed;
  localStorage.setItem('storage:user-locale', 'sv-SE');
}

/** @param {string} variant */
export const has = (variant) => session.settings.variants.includes(variant);

/** The next of a row of numbers from 0 to 1 that the seed decides. */
export function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** Random choice, per page load: for unpublished details of the real page. */
export const oneOf = (...choices) => choices[Math.floor(random() * choices.length)];

/**
 * Resolves after a delay of the settings; rejects when the signal is aborted meanwhile.
 * @param {string} name
 * @param {AbortSignal} [signal]
 */
export function pause(name, signal) {
  const range = session.settings.delays[name];
  const time = Array.isArray(range) ? range[0] + random() * (range[1] - range[0]) : range;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) reject(signal.reason);
    const timer = setTimeout(resolve, time);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal?.addEventListener('abort', stop, {once: true});
  });
}

/** Asks the server; an answer outside 200–299 is thrown as an Error with `status`. */
export async function api(method, path, body, how = {}) {
  const known = method === 'GET' ? preloaded(`/api/_/${path}`) : undefined;
  if (known !== undefined) return known;
  const headers = {'Content-Type': 'application/json'};
  if (method !== 'GET') headers['X-CSRF-Token'] = session.meta.csrf_token;
  const answer = await fetch(`${base}/api/_/${path}`, {
    method,
    headers,
    ...how,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const over = [401, 403, 409].includes(answer.status);
  if (over) document.dispatchEvent(new CustomEvent('freshdesk:over')); // for the stage around the page
  if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status}`), {status: answer.status});
  return answer.status === 204 ? null : answer.json();
}

/** Calls `work` again and again until the signal is aborted; a time of 0 means never. */
export function every(name, signal, work) {
  const time = session.settings.delays[name];
  if (!time) return;
  const timer = setInterval(work, time);
  signal.addEventListener('abort', () => clearInterval(timer), {once: true});
}

/** True for what the page throws at itself when it is left. */
export const leftPage = (error) => error?.name === 'AbortError';
