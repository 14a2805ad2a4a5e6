/** Drafts are saved by themselves while a mail is written, and come back when it is opened again: in Freshdesk those of replies. */

import {api} from '../session.js';

const AFTER = 600;
const LIGHT = 20_000; // characters that outlive the page: browsers send at most 64 kB then

/**
 * @param {string|null} path  where the server keeps it; null: it isn't kept
 * @param {(written: any) => void} remember  called with what the page itself knows of it from now on; null: nothing
 * @param {AbortSignal} signal
 * @returns {{save(written: any): void, discard(which: object): void, stop(): void}}
 */
export function createDraft(path, remember, signal) {
  if (path === null) return {save() {}, discard() {}, stop() {}};
  let timer = 0;
  let unsaved; // what the server has yet to be told
  let last; // what it was told
  const store = () => {
    clearTimeout(timer);
    timer = 0;
    if (unsaved === undefined) return;
    const written = (last = unsaved);
    unsaved = undefined;
    remember(written.body === null ? null : written);
    // Without a connection it waits for one; a page whose practice has just begun again is refused for good.
    api('PUT', path, written, {keepalive: JSON.stringify(written).length < LIGHT}).catch((error) => {
      if (!error.status && last === written) unsaved ??= written;
    });
  };
  const leaves = () => document.visibilityState === 'hidden' && store();
  addEventListener('beforeunload', store, {signal}); // sent before the page is asked for that comes next
  document.addEventListener('visibilitychange', leaves, {signal});
  addEventListener('online', store, {signal});
  return {
    save(written) {
      unsaved = written;
      timer ||= setTimeout(store, AFTER);
    },
    discard(which) {
      unsaved = {...which, body: null};
      store();
    },
    /** The mail is on its way; the server forgets the draft of what it sends. */
    stop() {
      clearTimeout(timer);
      timer = 0;
      last = unsaved = undefined;
      remember(null);
    },
  };
}
