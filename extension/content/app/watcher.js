/**
 * Looks at the page when something may have changed, and asks when what matters has come to rest: the same for two looks in
 * a row. A page that never rests (a clock, a spinner) is looked at all the same, now and then, and more seldom once that has
 * shown nothing new. It hears of keys when they have stopped. Of a ticket that has just been opened, the first look
 * that is sure of what it sees is enough.
 */

const REST_MS = 250;
const LONGEST_MS = 700; // that changes may put a look off; the agent's own typing may do so for longer
const EARLY_MS = 30; // the same two, until a ticket that has just been opened has been seen
const EARLY_LONGEST_MS = 100;
const OPENING_MS = 3000; // from an address to its ticket on the page; later a look that is sure is no surer than others
const UNSURE = 2; // early looks that saw something and were not sure of it: then it has to come to rest
const IDLE_MS = 2000; // between looks at a page that goes on having nothing to read
const IDLE_AFTER = 16; // such looks
const CALM_MS = 3000; // between looks at a page that changes by itself, and in nothing that matters
const CALM_AFTER = 4; // looks in a row that saw what has been asked about

/**
 * @typedef {{fingerprint: string, isSure?: boolean, ask: () => Promise<void>}} Seen  fingerprint: equal for equal pages; isSure:
 *   what will be asked about is true even if the page is still being drawn
 * @param {{page: any, look: () => Promise<Seen|null>, moved: () => void, window: Window, signal: AbortSignal}} given
 *   look gives null while the page hasn't caught up with its address
 */
export function createWatcher({page, look, moved, window, signal}) {
  let timer = 0;
  let due = 0;
  let since = 0; // when the look that is due was put off first
  let running = false;
  let again = false;
  let hurry = false;
  /** @type {string|null} the latest look's fingerprint */
  let last = null;
  /** @type {string|null} that of the look that was asked about */
  let asked = null;
  let wakesAt = 0;
  let vain = 0; // looks in a row that saw nothing
  let calm = 0; // looks in a row that saw what has been asked about
  let lookedAt = -Infinity;
  let openedAt = window.performance.now();
  let unsure = 0;
  let early = false; // the look that is due
  let late = 0; // how much later than usual it comes, since keys are looked for only now and then

  page.watch({
    navigated: () => {
      last = asked = null;
      vain = unsure = 0;
      openedAt = window.performance.now();
      moved();
      stirred();
    },
    changed: () => (isOpening() ? soonEarly() : soon()),
    acted: () => stirred(),
    typed(at) {
      since = window.performance.now();
      const left = at + REST_MS - since;
      late = Math.max(0, Math.min(-left, REST_MS - EARLY_MS));
      stirred(Math.max(0, left));
    },
  });
  signal.addEventListener('abort', () => window.clearTimeout(timer), {once: true});

  const isOpening = () => asked === null && unsure < UNSURE && window.performance.now() - openedAt < OPENING_MS;

  function soon(wait = REST_MS) {
    early = false;
    put(wait, LONGEST_MS);
  }
  function soonEarly() {
    if (!early) since = window.performance.now();
    early = true;
    put(EARLY_MS, EARLY_LONGEST_MS);
  }
  /** @param {number} wait @param {number} longest */
  function put(wait, longest) {
    const now = window.performance.now();
    if (!timer) since = now;
    due = Math.min(now + wait, since + Math.max(wait, longest));
    if (calm >= CALM_AFTER) due = Math.max(due, lookedAt + CALM_MS);
    if (!signal.aborted && (!timer || due < wakesAt)) sleep(due - now);
  }
  /** Not by the page alone: what matters may have changed. */
  function stirred(wait = REST_MS) {
    if (calm >= CALM_AFTER) since = window.performance.now();
    calm = 0;
    soon(wait);
  }
  function sleep(time) {
    window.clearTimeout(timer);
    wakesAt = window.performance.now() + time;
    timer = window.setTimeout(wake, time);
  }
  function wake() {
    timer = 0;
    if (page.isWriting()) return; // it tells when it has typed
    const left = due - window.performance.now();
    if (left > 1) sleep(left);
    else go();
  }
  async function go() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    lookedAt = window.performance.now();
    try {
      const isEarly = early;
      early = false;
      const seen = await look();
      const rests = seen && (hurry || (isEarly && seen.isSure) || seen.fingerprint === last);
      if (seen && isEarly && !rests) unsure += 1;
      last = isEarly && !rests ? null : seen?.fingerprint ?? null;
      vain = seen ? 0 : vain + 1;
      calm = seen && seen.fingerprint === asked ? calm + 1 : 0;
      if (!rests && !timer) soon(vain > IDLE_AFTER ? IDLE_MS : REST_MS - late);
      late = 0;
      if (rests && (hurry || seen.fingerprint !== asked)) {
        hurry = false;
        asked = seen.fingerprint;
        await seen.ask();
      }
    } catch {
      asked = null; // the page changed under our hands: the next look will do
    } finally {
      running = false;
      if (again) soon();
      again = false;
    }
  }

  return {
    soon: () => stirred(),
    /** What is to be seen may be there already. */
    early: soonEarly,
    /** Ask without waiting for rest: something was just put right, or the backend may be back. */
    now() {
      hurry = true;
      go();
    },
    /** What was asked wasn't answered: the same question is asked again at the next look. */
    unanswered() {
      asked = null;
      calm = 0;
    },
  };
}
