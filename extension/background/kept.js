/** What content scripts keep between visits. Nothing else of the storage is theirs to see: it holds the key to the server. */

import * as store from './store.js';

const KEYS = ['place', 'theme', 'tickets', 'reminded'];

/** Only the extension's own pages and worker may read the storage. */
export const closeToPages = () => chrome.storage.local.setAccessLevel({accessLevel: 'TRUSTED_CONTEXTS'});

/** @param {string} key @returns {Promise<any>} null for what isn't there, or isn't theirs */
export async function get(key) {
  return (KEYS.includes(key) && (await store.get(key))) || null;
}

/** @param {string} key @param {any} value @returns {Promise<any>} */
export async function set(key, value) {
  if (KEYS.includes(key)) await store.set({[key]: value});
}
