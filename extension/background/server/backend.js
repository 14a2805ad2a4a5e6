/** Asks the backend, once it has proven which it is, and leaves it alone while it is away or busy. */

import {CHECK_MS} from '../../content/sending/timing.js';
import {settings} from '../settings.js';
import {backOff, remaining, reset} from './backoff.js';
import * as identity from './identity.js';
import {Unanswered, request} from './request.js';
import * as threads from './threads.js';
import {truncate} from './truncate.js';

const OTHER_MS = 4000;
const PATIENT_MS = 20000;
const AGAIN_MS = 1000; // between the tries where there is time
const REST_MS = 3000; // how long a silent backend is left alone
const PASS_MS = 3_600_000; // so often the pages' pass is renewed, which lasts half a day

const UNPROVEN = ['server-key', 'old-server', 'address'];

let awayUntil = 0;
/** @type {import('../../messages.js').Why} what is said meanwhile */
let awayWhy = 'offline';
/** @type {Promise<any>|null} */
let probing = null;
let passedAt = -Infinity;

/**
 * @typedef {object} How
 * @property {string} [method]
 * @property {any} [body]
 * @property {Record<string, string>} [headers]
 * @property {number} [timeout] ms
 * @property {string[]} [holds] what the answer must have
 * @property {{backend: string, token: string}} [at] instead of the settings
 * @property {RequestCredentials} [credentials]
 * @property {boolean} [urgent] a mail waits
 * @param {string} path @param {How} how
 */
async function call(path, {method = 'GET', headers = {}, timeout = OTHER_MS, at, urgent: _, ...how} = {}) {
  const {backend, token} = at ?? (await settings());
  const signal = AbortSignal.timeout(timeout);
  await within(signal, at ? identity.tried(backend) : identity.required(backend)); // before it gets a token or a mail
  /** @type {Record<string, string>} */
  const own = token ? {Authorization: `Bearer ${token}`} : {};
  try {
    return await request(backend, path, {method, headers: {...own, ...headers}, signal, ...how});
  } catch (error) {
    const {why} = /** @type {Unanswered} */ (error);
    if (why === 'offline' || why === 'other-server') identity.forget(); // another one may answer next
    throw error;
  }
}

/** @template T @param {AbortSignal} signal @param {Promise<T>} work @returns {Promise<T>} */
const within = (signal, work) => Promise.race([
  work,
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Unanswered('timeout')), {once: true})),
]);

/** Whether a failure says that the backend is away, or not to be trusted, rather than that it disliked the question. */
const isAway = (/** @type {Unanswered} */ error) => ['offline', 'timeout', 'other-server', ...UNPROVEN].includes(error.why);

/** @param {Unanswered} error */
function rest({why}) {
  awayUntil = Date.now() + REST_MS;
  awayWhy = UNPROVEN.includes(why) ? why : 'offline';
}

function probe() {
  probing ??= call('/healthz', {timeout: CHECK_MS})
    .then(() => (awayUntil = 0))
    .catch(rest)
    .finally(() => (probing = null));
}

/**
 * Ask, but while the backend is known to be away answer at once what is wrong (a probe finds out when it is back), and "busy"
 * while it has asked to be left alone.
 * @param {string} path @param {How} [options]
 */
async function guarded(path, options) {
  if (Date.now() < awayUntil) {
    probe();
    throw new Unanswered(awayWhy);
  }
  const wait = remaining(path, options?.urgent);
  if (wait > 0) throw new Unanswered('busy', undefined, wait);
  try {
    const answer = await call(path, options);
    awayUntil = 0;
    reset(path);
    return answer;
  } catch (error) {
    const failure = /** @type {Unanswered} */ (error); // call throws nothing else
    if (isAway(failure)) rest(failure);
    if (failure.why === 'busy') failure.again = backOff(path, failure.again ?? 0);
    throw failure;
  }
}

const pause = (/** @type {number} */ wait) => new Promise((resolve) => setTimeout(resolve, wait));

/**
 * For what nobody waits for: a busy backend is asked again when it says, one that is away soon, while the time lasts.
 * @param {string} path
 * @param {How} options
 */
async function patiently(path, options) {
  await pause(remaining(path, true));
  const end = performance.now() + PATIENT_MS;
  for (;;) {
    try {
      const answer = await call(path, {...options, timeout: Math.max(1, Math.ceil(end - performance.now()))});
      awayUntil = 0;
      return answer;
    } catch (error) {
      const failure = /** @type {Unanswered} */ (error);
      const wait = isAway(failure) && !UNPROVEN.includes(failure.why) ? AGAIN_MS : failure.again ?? Infinity;
      if (performance.now() + wait > end) throw failure;
      await pause(wait);
    }
  }
}

/** @param {string} path @param {any} body @param {string[]} holds @param {number} [timeout] @param {boolean} [urgent] */
const post = (path, body, holds, timeout, urgent = false) =>
  guarded(path, {method: 'POST', body, holds, timeout, urgent}).then(({value}) => value);

/** The handbook is where the backend is: its addresses are made whole here, since nobody else knows where that is. */
/** @param {any} value */
async function whole(value) {
  const {backend} = await settings();
  const {findings = [], search = [], guides = [], prompts} = value ?? {};
  for (const each of [value, ...findings.map(({why}) => why), ...search, ...guides, prompts?.empty_fields?.why]) {
    if (each?.url) each.url = new URL(each.url, backend).href;
  }
  return value;
}

const VERDICT = ['findings', 'marks', 'guides', 'suggestions', 'gate'];

/** @param {import('../../api.d.ts').Situation} situation @param {boolean} patient nobody waits for the answer */
export const check = (situation, patient) => {
  const end = performance.now() + CHECK_MS; // also where it has to be asked twice
  const left = () => Math.max(1, Math.ceil(end - performance.now()));
  const ask = (/** @type {any} */ body) => patient
    ? patiently('/api/v1/checks', {method: 'POST', body, holds: VERDICT}).then(({value}) => value)
    : post('/api/v1/checks', body, VERDICT, left(), situation.moment === 'send');
  return threads.named(truncate(situation), ask).then(whole);
};

/** @param {import('../../api.d.ts').Situation} situation what a verdict said is to be asked for again, for its suggestions alone */
export const suggestions = (situation) =>
  threads.named(truncate(situation), (body) => post('/api/v1/suggestions', body, ['suggestions']));

/** @param {string} query the agent's own words, which may be a customer's too: they go in no address */
export const snippets = (query) => post('/api/v1/snippets', {q: query}, ['snippets']);

/** @param {string} guide its id @param {object} body the answers, and the ticket they are about */
export const fill = (guide, body) =>
  post(`/api/v1/guides/${encodeURIComponent(guide)}/fill`, truncate(body), ['fields', 'steps', 'copies']).then(whole);

/** @param {object[]} events at most 100 @param {boolean} urgent a mail waits for what they say */
export const sendEvents = (events, urgent) => post('/api/v1/events', {events}, ['accepted'], OTHER_MS, urgent);

/**
 * The pack, unless it is the one that `etag` names.
 * @param {string} [etag]
 * @returns {Promise<{pack: object|null, etag: string|null}>} pack is null when nothing has changed
 */
export async function pack(etag) {
  /** @type {Record<string, string>} */
  const headers = etag ? {'If-None-Match': etag} : {};
  const answer = await guarded('/api/v1/pack', {headers, holds: ['version', 'prompts', 'guides', 'snippets', 'off']});
  return {pack: await whole(answer.value), etag: answer.etag};
}

/** The handbook opens in this browser without a password, for the owner of the token; not worth more than a try. */
export async function openHandbook() {
  const {token} = await settings();
  if (!token || performance.now() - passedAt < PASS_MS) return;
  passedAt = performance.now();
  await call('/api/v1/handbook-sessions', {method: 'POST', credentials: 'include'}).catch(() => (passedAt = -Infinity));
}

/** Try an address before it is saved. @param {string} backend @param {string} token @returns {Promise<{version: string}>} */
export async function test(backend, token) {
  const {value} = await call('/api/v1/pack', {at: {backend, token}});
  if (typeof value?.version !== 'string') throw new Unanswered('other-server');
  return {version: value.version};
}

/** Forget what is known about the backend: its address may be another one now. */
export function forget() {
  identity.forget();
  threads.forget();
  awayUntil = 0;
  passedAt = -Infinity;
  reset();
}
