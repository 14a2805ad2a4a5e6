/** Drafts are saved by themselves while a reply is written, and come back when it is opened again. Notes have none. */

import {api} from '../session.js';

const AFTER = 600;
const LIGHT = 20_000; // characters that outlive the page: browsers send at most 64 kB then

/** @returns {{save(html: string): void, discard(): void, stop(): void}} */
export function createDraft(ticket, kind, signal) {
  let timer = 0;
  let unsaved; // what the server has yet to be told
  const store = () => {
    clearTimeout(timer);
    timer = 0;
    if (unsaved === undefined) return;
    const html = unsaved;
    unsaved = undefined;
    ticket.draft = html;
    // Without a connection it waits for one; a page whose practice has just begun again is refused for good.
    api('PUT', `tickets/${ticket.id}/draft`, {body: html}, {keepalive: (html ?? '').length < LIGHT}).catch((error) => {
      if (!error.status && ticket.draft === html) unsaved ??= html;
    });
  };
  const leaves = () => document.visibilityState === 'hidden' && store();
  addEventListener('beforeunload', store, {signal}); // sent before the page is asked for that comes next
  document.addEventListener('visibilitychange', leaves, {signal});
  addEventListener('online', store, {signal});
  return {
    save(html) {
      if (kind !== 'reply') return;
      unsaved = html;
      timer ||= setTimeout(store, AFTER);
    },
    discard() {
      if (kind !== 'reply') return;
      unsaved = null;
      store();
    },
    /** The mail is on its way; the server forgets the draft of what it sends. */
    stop() {
      clearTimeout(timer);
      timer = 0;
      unsaved = undefined;
      if (kind === 'reply') ticket.draft = null;
    },
  };
}
