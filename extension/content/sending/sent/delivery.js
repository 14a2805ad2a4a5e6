/** What becomes of a mail that the gate has let go: "sent" is said only when it is seen to be. */

import {CLOSING_MS, SOON_MS, SURE_MS} from '../timing.js';
import {excerpt, isTelling} from './excerpt.js';

const REFUSED =
  'Freshdesk har inte skickat mejlet. Rätta det som Freshdesk visar och skicka igen. Det du har loggat behöver inte loggas om.';
const THERE = 'Mejlet ligger i ärendet: det har gått, fast Freshdesk sa något annat. Titta i tråden innan du skickar igen.';
const WAITING = 'Det syns inte än att mejlet har gått. Vänta lite, eller titta i tråden innan du skickar igen.';

/**
 * @typedef {'logged'|'none'|'unknown'} Log  unknown: nobody could ask whether it is to be logged
 * @param {{page: any, notify: import('../../app/state/notices.js').Notify, record: import('../../app/backend/client.js').Record,
 *   left: (composer: import('../../freshdesk/composer/composer.js').Composer) => void,
 *   timers: import('../../app/state/timers.js').Timers, signal: AbortSignal}} given  left: a mail has gone to its customer
 */
export function createDelivery({page, notify, record, left, timers, signal}) {
  /** @type {WeakMap<Element, AbortController>} editor → what ends the following */
  const followed = new WeakMap();

  /**
   * Whether the mail is in the ticket's thread; null when that can't be known.
   * @param {number|null} ticket @param {string} text @returns {Promise<boolean|null>}
   */
  async function isIn(ticket, text) {
    if (ticket === null || !isTelling(text)) return null;
    const holds = await page.holds(ticket, text);
    if (holds !== false) return holds;
    await timers.pause(SURE_MS);
    return page.holds(ticket, text);
  }

  /**
   * A connection may break when the mail has reached Freshdesk and its answer has not come back: who sends again then, sends twice.
   * @param {import('../../freshdesk/composer/composer.js').Composer} composer @param {string} text
   */
  async function isThereAllTheSame({editor, place}, text) {
    if (place.id === null || !isTelling(text) || page.shows(text)) return false; // in the thread it is seen, or said before
    const isOver = () => followed.has(editor) || !editor.isConnected; // it is on its way once more, or gone
    for (const wait of [0, SURE_MS, SOON_MS]) {
      if (wait) await timers.pause(wait);
      const holds = await page.holds(place.id, text);
      if (isOver()) return false;
      if (holds === null || (!holds && !wait)) continue;
      if (holds) await timers.pause(CLOSING_MS); // "send anyway" may have been clicked
      return holds && !isOver();
    }
    return false;
  }

  /** @param {import('../../freshdesk/composer/composer.js').Composer|null} composer */
  function stop(composer) {
    if (!composer) return;
    followed.get(composer.editor)?.abort();
    followed.delete(composer.editor);
  }

  return {
    stop,
    /** @param {import('../../freshdesk/composer/composer.js').Composer|null} composer */
    has: (composer) => composer !== null && followed.has(composer.editor),
    /** @param {import('../../freshdesk/composer/send.js').Intent} intent @param {Log} log */
    start(intent, log) {
      const {composer} = intent;
      if (intent.kind === 'note' || !composer) return;
      stop(composer);
      const ticket = composer.place.id;
      const text = excerpt(page.read(composer).text.trim());
      const life = new AbortController();
      let wasRefused = false;
      followed.set(composer.editor, life);
      page.followSend(intent, {
        waiting: () => notify('info', WAITING),
        refused: () => {
          wasRefused = true;
          followed.delete(composer.editor);
          const takeBack = notify('info', REFUSED);
          isThereAllTheSame(composer, text).then((is) => is && (takeBack(), notify('error', THERE)), () => {});
        },
        left: async (/** @type {boolean} */ shown) => {
          page.forgetTicket();
          const is = shown || (await isIn(ticket, text));
          if (!(is ?? !wasRefused)) return; // thrown away
          left(composer);
          const at = page.place().id;
          const where = at === null || ticket === null || at === ticket ? '' : ` i ärende ${ticket}`;
          if (is && log === 'logged') notify('success', `Mejlet${where} är skickat och loggat.`);
          record(log === 'unknown' ? 'sent-unlogged' : 'sent', {ticket});
        },
        signal: AbortSignal.any([signal, life.signal]),
      });
    },
  };
}
