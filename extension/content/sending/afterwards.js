// A mail that went unchecked is checked as soon as that can be done, and the agent is told.

import {stopping} from './opinion.js';

const WAITS_MS = [0, 5000, 15000, 60000, 300000]; // between the tries

/**
 * @param {{ask: import('../ask.js').Ask, hidden: () => string[], say: (kind: string, text: string) => void,
 *   later: (after: number, work: () => void) => number}} given
 */
export function createAfterwards({ask, hidden, say, later}) {
  return function check(body, [wait, ...waits] = WAITS_MS) {
    if (wait === undefined) return;
    later(wait, async () => {
      const answer = await ask.check(body, {patient: true});
      if (!answer.ok) return check(body, waits);
      const titles = stopping(answer.value.findings, hidden()).map(({title}) => title);
      if (titles.length) say('error', `Mejlet gick innan det var kontrollerat. Se över det: ${titles.join(' · ')}.`);
    });
  };
}
