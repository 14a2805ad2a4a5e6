/**
 * The pack: what the extension needs to live without the backend. The latest one is kept in storage; before the backend
 * has ever answered, first-pack.json holds the prompts that must never be missing.
 */

import first from './first-pack.json' with {type: 'json'};
import * as backend from './backend.js';

const KEY = 'pack';

/** The newest pack that can be had. */
export async function pack() {
  const known = (await chrome.storage.local.get(KEY))[KEY];
  try {
    const answer = await backend.pack(known?.etag);
    if (!answer.pack) return known.pack;
    await chrome.storage.local.set({[KEY]: {pack: answer.pack, etag: answer.etag}});
    return answer.pack;
  } catch {
    return known?.pack ?? first;
  }
}

/** Another backend has another pack. */
export const forget = () => chrome.storage.local.remove(KEY);
