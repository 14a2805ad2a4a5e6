/**
 * Whether the server is the one it was. Before it gets a token or a mail it signs a number made up here, with a key of its own, for
 * the address at which it is asked. The key's fingerprint is set by policy, or known since the first time at that address; another
 * is accepted by the agent alone, on the options page.
 */

import {settings} from '../settings.js';
import * as store from '../store.js';
import {Unanswered, request} from './request.js';

const KEY = 'serverKeys'; // fingerprints by address
const PURPOSE = 'rutinlots server identity 1';
const ANSWER_MS = 4000;
// How long a proof is worth something: over https each connection proves itself, a port of this machine may change its owner.
const LASTING_MS = {https: 300_000, http: 10_000};
const FINGERPRINT = /^[0-9a-f]{64}$/;

/** @type {{address: string, at: number}|null} */
let proven = null;
/** @type {{address: string, answer: Promise<string>}|null} */
let asking = null;

/** Wait until the server has proven which it is, if that is not known; throws Unanswered. @param {string} address */
export async function required(address) {
  const age = proven?.address === address ? performance.now() - proven.at : Infinity;
  const lasting = address.startsWith('https:') ? LASTING_MS.https : LASTING_MS.http;
  if (age < lasting / 2) return;
  const answer = prove(address);
  if (age < lasting) answer.catch(() => {}); // asked beside the request, so that one who types never waits; the next request does
  else await answer;
}

/** A server that may become ours, before its address is saved; throws Unanswered. @param {string} address */
export async function tried(address) {
  const {fingerprint, known} = await look(address);
  if (known.length && !known.includes(fingerprint)) throw new Unanswered('server-key');
}

/** The server is used from now on: the key that it has now is its own, unless one is known. @param {string} address */
export const pair = (address) => prove(address);

/**
 * The key that a server has now, beside those that it may have.
 * @param {string} address
 * @returns {Promise<{fingerprint: string, known: string[], fixed: boolean}>} fixed: by policy
 */
export async function look(address) {
  const [fingerprint, {serverKeys}, own] = await Promise.all([offered(address), settings(), stored()]);
  const known = serverKeys.length ? serverKeys : [own[address]].filter(Boolean);
  return {fingerprint, known, fixed: serverKeys.length > 0};
}

/** The agent accepts a key. @param {string} address @param {string} fingerprint */
export async function accept(address, fingerprint) {
  if ((await settings()).serverKeys.length || !FINGERPRINT.test(fingerprint)) throw new Unanswered('refused');
  await keep(address, fingerprint);
  forget();
}

/** Another server may answer from now on. */
export function forget() {
  proven = null;
  asking = null;
}

/** @param {string} address @returns {Promise<string>} the fingerprint */
function prove(address) {
  if (asking?.address === address) return asking.answer;
  const mine = {address, answer: judged(address)};
  asking = mine;
  const ended = (/** @type {() => void} */ change) => {
    if (asking !== mine) return;
    asking = null;
    change();
  };
  mine.answer.then(
    () => ended(() => (proven = {address, at: performance.now()})),
    ({why}) => ended(() => (proven = why === 'busy' ? proven : null)),
  );
  return mine.answer;
}

/** @param {string} address */
async function judged(address) {
  const {fingerprint, known} = await look(address);
  if (!known.length) await keep(address, fingerprint);
  else if (!known.includes(fingerprint)) throw new Unanswered('server-key');
  return fingerprint;
}

/** @returns {Promise<Record<string, string>>} */
const stored = async () => (await store.get(KEY)) ?? {};

/** @param {string} address @param {string} fingerprint */
const keep = async (address, fingerprint) =>
  store.set({[KEY]: {...(await stored()), [address]: fingerprint}});

/** Have the server sign. @param {string} address @returns {Promise<string>} the fingerprint of the key that it has */
async function offered(address) {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const {value} = await request(address, '/api/v1/identity', {
    method: 'POST', body: {nonce, audience: address}, holds: ['key', 'signature'], signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error) => {
    throw clearer(error);
  });
  const spki = bytes(value.key);
  if (!(await isSigned(spki, bytes(value.signature), `${PURPOSE}\n${address}\n${nonce}`))) throw new Unanswered('server-key');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', spki));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a refusal means here. @param {Unanswered} error */
function clearer({why, status, again}) {
  if (status === 422 || status === 403) return new Unanswered('address', status);
  const isOld = status === 401 || (status === 404 && why === 'invalid');
  return new Unanswered(isOld ? 'old-server' : why, status, again);
}

/** @param {unknown} text in base64 */
function bytes(text) {
  try {
    return Uint8Array.from(atob(/** @type {string} */ (text)), (each) => each.charCodeAt(0));
  } catch {
    throw new Unanswered('other-server');
  }
}

/** @param {Uint8Array<ArrayBuffer>} spki @param {Uint8Array<ArrayBuffer>} signature @param {string} text */
async function isSigned(spki, signature, text) {
  try {
    const key = await crypto.subtle.importKey('spki', spki, {name: 'ECDSA', namedCurve: 'P-256'}, false, ['verify']);
    return await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, key, signature, new TextEncoder().encode(text));
  } catch {
    return false; // no such key
  }
}
