// A mail that went unchecked is checked as soon as that can be done, and the agent is told.

import {stopping} from './decide.js';

const WAITS_MS = [0, 5000, 15000, 60000, 300000]; // between the tries

/**
 * @param {{page: any, ask: import('../app/client.js').Ask, hidden: () => string[], say: (kind: string, text: string) => void,
 *   later: (after: number, work: () => void) => number}} given
 */
export function createAfterwards({page, ask, hidden, say, later}) {
  return (body) => check(body, page.place().id, hidden(), WAITS_MS);

  function check(body, ticket, spared, [wait, ...waits]) {
    if (wait === undefined) return;
    later(wait, async () => {
      const answer = await ask.check(body, {patient: true});
      if (!answer.ok) return check(body, ticket, spared, waits);
      const titles = stopping(answer.value.findings, spared).map(({title}) => title);
      const which = ticket === null || page.place().id === ticket ? 'Mejlet' : `Mejlet i ärende ${ticket}`;
      if (titles.length) say('error', `${which} gick innan det var kontrollerat. Se över det: ${titles.join(' · ')}.`);
    });
  }
}
