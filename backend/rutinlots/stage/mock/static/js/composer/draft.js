/** Drafts are saved by themselves while a reply is written, and come back when it is opened again. Notes have none. */

import {api} from '../session.js';

const AFTER = 600;

/** @returns {{save(html: string): void, discard(): void, stop(): void}} */
export function createDraft(ticket, kind) {
  let timer = 0;
  const store = (html) => {
    ticket.draft = html;
    // One that isn't saved, as by a page whose practice has just begun again, is so with the next change.
    api('PUT', `tickets/${ticket.id}/draft`, {body: html}).catch(() => {});
  };
  return {
    save(html) {
      clearTimeout(timer);
      if (kind === 'reply') timer = setTimeout(store, AFTER, html);
    },
    discard() {
      clearTimeout(timer);
      if (kind === 'reply') store(null);
    },
    /** The mail is on its way; the server forgets the draft of what it sends. */
    stop() {
      clearTimeout(timer);
      if (kind === 'reply') ticket.draft = null;
    },
  };
}
