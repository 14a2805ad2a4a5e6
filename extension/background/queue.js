/** Events that the backend has not got yet. Ids and outcomes only, never anybody's text. */

import {sendEvents} from './server/backend.js';
import * as store from './store.js';

const KEY = 'queue';
const MOST = 1000; // a backend that is away for weeks must not fill the disk
const OF_THE_LOG = new Set(['logged', 'sent-unlogged']); // without these the next mail's log is asked for wrongly
const BATCH = 100;
const FIELDS = ['id', 'at', 'kind', 'tenant', 'ticket', 'check', 'snippet', 'guide', 'reason'];

/** @type {Promise<any>} */
let last = Promise.resolve();

/** One after the other: storage has no transactions. @param {() => Promise<any>} work */
function inTurn(work) {
  last = last.then(work, work);
  return last;
}

/** @returns {Promise<any[]>} */
const stored = async () => (await store.get(KEY)) ?? [];

/** @param {any} event */
function onlyKnownFields(event) {
  return Object.fromEntries(FIELDS.filter((name) => event[name] != null).map((name) => [name, event[name]]));
}

/** No more than are kept: the oldest give way, and those of the log only when there are no others. @param {any[]} queue */
function thinned(queue) {
  let excess = queue.length - MOST;
  if (excess <= 0) return queue;
  return queue.filter(({kind}) => OF_THE_LOG.has(kind) || (excess -= 1) < 0).slice(-MOST);
}

/** Keep events until the backend has them. @param {object[]} events */
export function keep(events) {
  return inTurn(async () => {
    const queue = thinned([...(await stored()), ...events.map(onlyKnownFields)]);
    await store.set({[KEY]: queue});
    return {queued: queue.length};
  });
}

/** @param {any[]} events */
async function drop(events) {
  const done = new Set(events.map((event) => event.id));
  await store.set({[KEY]: (await stored()).filter((event) => !done.has(event.id))});
}

/**
 * Hand over what waits. The backend knows each event by its id, so one that arrives twice is counted once.
 * @param {boolean} [urgent] a mail waits: only the rest that the backend itself asked for is kept
 */
export function flush(urgent = false) {
  return inTurn(async () => {
    let size = BATCH;
    for (let queue = await stored(); queue.length; queue = await stored()) {
      const batch = queue.slice(0, size);
      try {
        await sendEvents(batch, urgent);
        await drop(batch);
      } catch (error) {
        if (/** @type {any} */ (error).why !== 'invalid') return; // still away, or no valid token: keep them
        if (size === 1) await drop(batch);
        size = 1; // one that the backend can't take must not hold up the others
      }
    }
  });
}

/** Hand over what waits for a mail's sake, but hold it up no longer than that. @param {number} most milliseconds */
export const flushed = (most) => Promise.race([flush(true), new Promise((resolve) => setTimeout(resolve, most))]);
