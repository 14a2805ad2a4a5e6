/** The pack: what the extension needs to live without the backend. The latest one is kept in storage. */

import * as backend from './server/backend.js';
import * as store from './store.js';

const KEY = 'pack';

/**
 * @param {boolean} fresh ask the backend first; otherwise what is known does
 * @returns {Promise<object>} throws like backend.js when there never was one
 */
export async function pack(fresh) {
  /** @type {{pack: object, etag: string}|undefined} */
  const known = await store.get(KEY);
  if (known && !fresh) return known.pack;
  try {
    const answer = await backend.pack(known?.etag);
    backend.openHandbook();
    if (!answer.pack) return /** @type {object} */ (known?.pack); // unchanged since the one that was named
    await store.set({[KEY]: {pack: answer.pack, etag: answer.etag}});
    return answer.pack;
  } catch (error) {
    if (known) return known.pack;
    throw error;
  }
}

/** Another backend has another pack. */
export const forget = () => store.remove(KEY);
