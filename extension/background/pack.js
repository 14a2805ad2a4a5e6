/** The pack: what the extension needs to live without the backend. The latest one is kept in storage. */

import * as backend from './backend.js';

const KEY = 'pack';

/** The newest pack that can be had. Throws like backend.js when there never was one. */
export async function pack() {
  const known = (await chrome.storage.local.get(KEY))[KEY];
  try {
    const answer = await backend.pack(known?.etag);
    if (!answer.pack) return known.pack;
    await chrome.storage.local.set({[KEY]: {pack: answer.pack, etag: answer.etag}});
    return answer.pack;
  } catch (error) {
    if (known) return known.pack;
    throw error;
  }
}

/** Another backend has another pack. */
export const forget = () => chrome.storage.local.remove(KEY);
