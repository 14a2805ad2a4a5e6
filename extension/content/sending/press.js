/** How a mail leaves: by the agent's own click, or by the page's button pressed in the agent's place. */

/**
 * @typedef {import('../freshdesk/composer/send.js').Intent} Intent
 * @typedef {import('./sent/delivery.js').Log} Log
 * @param {{page: any, bypass: ReturnType<typeof import('./sent/bypass.js').createBypass>,
 *   delivery: ReturnType<typeof import('./sent/delivery.js').createDelivery>}} given
 */
export function createPress({page, bypass, delivery}) {
  /** @type {Element|null} the control that is being pressed */
  let pressing = null;

  /** The mail passes, and is followed. @param {Intent} intent @param {Log} log */
  function letBy(intent, log) {
    const {composer, kind} = intent;
    if (composer && kind !== 'note') bypass.passed(composer.place.id, page.read(composer).text);
    delivery.start(intent, log);
  }

  return {
    letBy,
    /** Whether an event is our own press. @param {Intent} intent */
    isOurs: ({control}) => pressing !== null && control === pressing,
    /** @param {Intent} intent @param {Log} log @returns {Promise<boolean>} whether there was a button */
    async perform(intent, log) {
      letBy(intent, log);
      try {
        return await page.performSend(intent, (/** @type {Element} */ control) => (pressing = control));
      } finally {
        pressing = null;
      }
    },
  };
}
