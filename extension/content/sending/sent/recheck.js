/** A mail that went unchecked is checked as soon as that can be done, and the agent is told. */

import {RECHECKS_MS} from '../timing.js';
import {stopping} from '../verdict/decide.js';

/**
 * @param {{page: any, client: import('../../app/backend/client.js').Client,
 *   notify: import('../../app/state/notices.js').Notify, timers: import('../../app/state/timers.js').Timers}} given
 * @returns {(body: import('../../../api.d.ts').Situation, hidden: string[]) => void}
 *   hidden: ids of checks that the ticket is spared
 */
export function createRecheck({page, client, notify, timers}) {
  return (body, hidden) => check(body, body.ticket?.id ?? null, hidden, RECHECKS_MS);

  /**
   * @param {import('../../../api.d.ts').Situation} body
   * @param {number|null} ticket
   * @param {string[]} hidden
   * @param {number[]} waits
   */
  function check(body, ticket, hidden, [wait, ...waits]) {
    if (wait === undefined) return;
    timers.later(wait, async () => {
      const answer = await client.check(body, {patient: true});
      if (!answer.ok) return check(body, ticket, hidden, waits);
      const titles = stopping(answer.value.findings, hidden).map(({title}) => title);
      const which = ticket === null || page.place().id === ticket ? 'Mejlet' : `Mejlet i ärende ${ticket}`;
      if (titles.length) notify('error', `${which} gick innan det var kontrollerat. Se över det: ${titles.join(' · ')}.`);
    });
  }
}
