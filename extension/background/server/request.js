/** One request and its answer; every word to and from the backend passes here. */

import {retryAfter} from './backoff.js';

/** A request that got no usable answer; `why` is one of messages.js' reasons, `again` in how many ms it may be asked again. */
export class Unanswered extends Error {
  /** @param {import('../../messages.js').Why} why @param {number} [status] @param {number} [again] */
  constructor(why, status, again) {
    super(why);
    this.why = why;
    this.status = status;
    this.again = again;
  }
}

/**
 * @typedef {object} How
 * @property {string} method
 * @property {Record<string, string>} [headers]
 * @property {any} [body]
 * @property {AbortSignal} signal
 * @property {string[]} [holds] what the answer must have: another server's, however well it parses, is no answer
 * @property {RequestCredentials} [credentials]
 * @param {string} address @param {string} path @param {How} how
 * @returns {Promise<{status: number, value: any, etag: string|null}>} throws Unanswered
 */
export async function request(address, path, {method, headers = {}, body, signal, holds = [], credentials = 'omit'}) {
  /** @type {Record<string, string>} */
  const all = {Accept: 'application/json', ...headers};
  if (body !== undefined) all['Content-Type'] = 'application/json';
  try {
    const response = await fetch(address + path, {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store',
      credentials,
      redirect: 'error',
    });
    return await understood(response, holds);
  } catch (error) {
    if (error instanceof Unanswered) throw error;
    throw new Unanswered(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'offline');
  }
}

/** @param {Response} response @param {string[]} holds */
async function understood(response, holds) {
  const {status} = response;
  if (status === 304 || status === 204) return {status, value: null, etag: null};
  if (status === 401 || status === 403) throw new Unanswered('token', status);
  if (status === 429 || (status === 503 && (await isOurs(response)))) throw new Unanswered('busy', status, retryAfter(response));
  if (status >= 500) throw new Unanswered('offline', status);
  if (status >= 400) throw new Unanswered((await isOurs(response)) ? 'invalid' : 'other-server', status);
  const value = read(await response.text());
  if (!holds.every((name) => (value ?? {})[name] !== undefined)) throw new Unanswered('other-server', status);
  return {status, value, etag: response.headers.get('ETag')};
}

/** Every error of the backend's own says what it is; what another server refuses must not be thrown away as refused. */
const isOurs = (/** @type {Response} */ response) =>
  response.json().then((/** @type {any} */ told) => Boolean(told?.error?.code), () => false);

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unanswered('other-server');
  }
}
