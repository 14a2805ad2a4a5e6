/** The text for the log, asked for by the agent before the mail is sent. */

import {question} from '../backend/question.js';

/**
 * @param {object} given
 * @param {import('../state/state.js').Store} given.store
 * @param {import('../state/notices.js').Notify} given.notify
 * @param {any} given.page
 * @param {import('../backend/client.js').Client} given.client
 */
export function createLog({store, notify, page, client}) {
  const show = (gate) => store.dispatch({type: 'logShown', log: gate});

  /** @returns {Promise<boolean>} whether there is something to show */
  async function open() {
    const composer = page.composer();
    if (!composer || composer.kind === 'note') {
      notify('info', 'Öppna ett svar först. Loggtexten görs av det du har skrivit.');
      return false;
    }
    const about = page.place();
    const draft = {...page.draft(composer), send_mode: 'send'};
    const answer = await client.check(question({moment: 'send', read: await page.ticket(), draft}));
    if (JSON.stringify(page.place()) !== JSON.stringify(about)) return false;
    if (!answer.ok) notify('error', 'Det gick inte att hämta loggtexten just nu.');
    else if (!answer.value.gate) notify('info', 'Det här mejlet behöver inte loggas.');
    show(answer.ok ? answer.value.gate : null);
    return Boolean(answer.ok && answer.value.gate);
  }

  return {open, close: () => show(null)};
}
