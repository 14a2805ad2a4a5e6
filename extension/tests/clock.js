/** A clock in the test's hands: time-outs, performance.now(), Date.now() and AbortSignal.timeout() go by it. */

import {mock} from 'node:test';

const STEP_MS = 10;
const realImmediate = setImmediate;

/** Everything that is ready to run has run. */
export const settled = () => new Promise((resolve) => realImmediate(resolve));

/**
 * Starts at 0, once a test: `t.after(clock.stop)`.
 * @returns {{now: () => number, tick: (ms: number) => Promise<void>, stop: () => void}}
 */
export function startClock() {
  let now = 0;
  mock.timers.enable({apis: ['setTimeout', 'Date']});
  mock.method(performance, 'now', () => now);
  mock.method(AbortSignal, 'timeout', (ms) => {
    const life = new AbortController();
    setTimeout(() => life.abort(new DOMException('The time is up.', 'TimeoutError')), ms);
    return life.signal;
  });

  return {
    now: () => now,
    /** Time passes in small steps, and what each sets going goes on in between. */
    async tick(ms) {
      await settled();
      for (const end = now + ms; now < end;) {
        const step = Math.min(STEP_MS, end - now);
        now += step;
        mock.timers.tick(step);
        await settled();
      }
    },
    stop() {
      mock.timers.reset();
      mock.restoreAll();
    },
  };
}
