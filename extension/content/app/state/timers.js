/** Time-outs that die with the page's copy of the extension. */

/**
 * @typedef {object} Timers
 * @property {(after: number, work: () => void) => number} later  runs work after that many ms; answers what cancels it
 * @property {(ms: number) => Promise<void>} pause  never ends when the extension dies meanwhile
 * @property {(id: number) => void} cancel
 * @param {AbortSignal} signal
 * @returns {Timers}
 */
export function createTimers(signal) {
  /** @type {Set<number>} */
  const running = new Set();
  signal.addEventListener('abort', () => running.forEach((id) => clearTimeout(id)), {once: true});

  /** @type {Timers['later']} */
  function later(after, work) {
    const id = /** @type {any} */ (setTimeout(() => {
      running.delete(id);
      if (!signal.aborted) work();
    }, after));
    running.add(id);
    return id;
  }

  return {
    later,
    pause: (ms) => new Promise((resolve) => later(ms, () => resolve())),
    cancel(id) {
      running.delete(id);
      clearTimeout(id);
    },
  };
}
