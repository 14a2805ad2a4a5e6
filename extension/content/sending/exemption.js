/** A mail that the gate failed on may go without it for a while: a fault of ours must never keep a mail from its way. */

import {EXEMPT_MS} from './timing.js';

/** @typedef {import('../freshdesk/composer/send.js').Intent} Intent */

export function createExemption() {
  /** @type {{editor: Element|null, bypassUntil: number, isTold: boolean}|null} editor null: any mail */
  let exempt = null;

  return {
    /** @param {Intent|null|undefined} intent  the mail that was held; any mail when it isn't known which */
    grant(intent) {
      exempt = {editor: intent?.composer?.editor ?? null, bypassUntil: performance.now() + EXEMPT_MS, isTold: false};
    },
    /** @param {Intent} intent */
    covers: ({composer}) =>
      exempt !== null && performance.now() < exempt.bypassUntil && (!exempt.editor || exempt.editor === composer?.editor),
    /** Whether the agent is still to be told of it: once, and not of notes. @param {Intent} intent */
    use({kind}) {
      if (!exempt || exempt.isTold || kind === 'note') return false;
      exempt.isTold = true;
      return true;
    },
    end: () => void (exempt = null),
  };
}
