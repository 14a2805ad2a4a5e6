/** Where the backend is and which Freshdesk it works on: policy first, then the options page, then what is built in. */

import * as store from './store.js';

/** @type {Readonly<Record<string, any>>} */
const BUILT_IN = Object.freeze({backend: 'http://127.0.0.1:8765', token: '', domains: []});
const NAMES = Object.keys(BUILT_IN);
const SERVER_KEY = 'serverKey'; // by policy alone

const POLICY_MS = 100; // after a start, the browser may take seconds to look its policies up
const COPY = 'policy';

/** @type {Promise<Record<string, any>>|null} */
let policy = null;
/** @type {Promise<any>|null} */
let patience = null;

/** What policy says; while the browser is still looking it up, what it said the last time. */
async function managed() {
  policy ??= chrome.storage.managed.get([...NAMES, SERVER_KEY]).then(remembered, () => ({})); // a browser without managed storage
  patience ??= new Promise((resolve) => setTimeout(resolve, POLICY_MS, null)); // once, not for each who asks meanwhile
  return (await Promise.race([policy, patience])) ?? (await store.get(COPY)) ?? {};
}

/** @param {Record<string, any>} values */
async function remembered(values) {
  if (JSON.stringify(await store.get(COPY)) !== JSON.stringify(values)) await store.set({[COPY]: values});
  return values;
}

/** The settings once the browser has looked its policies up, however long that takes. */
export async function decided() {
  await managed();
  await policy;
  return settings();
}

/** Policy may have changed: look it up again. */
export function forget() {
  policy = patience = null;
}

/**
 * @returns {Promise<{backend: string, token: string, domains: string[], serverKeys: string[], managed: string[]}>}
 *   serverKeys: fingerprints of the keys that the server may have, if policy says; managed: which of the others policy has set
 */
export async function settings() {
  const [set, ...own] = await Promise.all([managed(), ...NAMES.map(store.get)]);
  const values = /** @type {{backend: string, token: string, domains: string[]} & Record<string, any>} */ ({...BUILT_IN});
  NAMES.forEach((name, index) => (values[name] = set[name] ?? own[index] ?? BUILT_IN[name]));
  values.backend = address(values.backend) ?? BUILT_IN.backend;
  values.domains = values.domains.map(hostName).filter((/** @type {string|null} */ host) => host !== null);
  const serverKeys = fingerprints(set[SERVER_KEY]);
  return {...values, serverKeys, managed: NAMES.filter((name) => name in set)};
}

/** @param {string} [text] one or several, with commas between, written in any way */
const fingerprints = (text = '') => text.split(',').map((each) => each.replace(/[\s:]/g, '').toLowerCase()).filter(Boolean);

/**
 * A backend address as it is used: without path and final slash. Plain http is for this computer only.
 * @param {string} text
 * @returns {string|null} null when it isn't an address that can be used
 */
export function address(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  const local = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  return local || url.protocol === 'https:' ? url.origin : null;
}

/**
 * A host name out of what somebody typed ("https://support.exempel.se/a/" or "support.exempel.se").
 * @param {string} text
 * @returns {string|null}
 */
export function hostName(text) {
  const match = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/.*)?$/i.exec(text.trim());
  return match ? match[1].toLowerCase() : null;
}
