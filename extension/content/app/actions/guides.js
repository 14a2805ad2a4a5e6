/**
 * The guides: one card at a time, filled in by the backend with what the ticket says and what the agent answers. What has
 * been answered and ticked is kept for each ticket as long as this page lives, and nowhere else.
 *
 * @typedef {{card: any, values: Record<string, any>, done: string[], stale: boolean}} Open
 *   card: as the backend filled it in; stale: the answers are newer than the card, and the backend didn't say
 */

const PAUSE_MS = 150; // of typing, before the card is asked for anew
const RETRY_MS = 4000; // after a failure, unless the backend says when
const FINAL = ['gone', 'token', 'invalid']; // asking again changes nothing
const TICKETS = 100; // whose answers are kept

/**
 * @param {{store: import('../state/state.js').Store, timers: import('../state/timers.js').Timers, page: any,
 *   client: import('../backend/client.js').Client}} given
 */
export function createGuides({store, timers, page, client}) {
  const kept = new Map(); // ticket → {open: guide id or null, guides: Map of id → Open}
  let turn = 0;
  let timer = 0;
  let asking = Promise.resolve();
  let about = ''; // of the ticket that the card was filled in for

  /** What is kept for the ticket; a mail that has none yet starts afresh every time. */
  function shelf() {
    const {id} = page.place();
    if (!kept.has(id)) kept.set(id, {open: null, guides: new Map()});
    if (kept.size > TICKETS) kept.delete(kept.keys().next().value);
    return kept.get(id);
  }

  function put(guide) {
    const mine = shelf();
    mine.open = guide?.card.id ?? null;
    if (guide) mine.guides.set(guide.card.id, guide);
    store.dispatch({type: 'guided', guide});
  }

  /** Back at a ticket: what was open there is open again. */
  function arrived() {
    clearTimeout(timer);
    turn += 1;
    about = '';
    kept.delete(null);
    const {open, guides} = shelf();
    if (open) put(guides.get(open));
  }

  /** @param {string} id */
  async function open(id) {
    const known = shelf().guides.get(id);
    const blank = store.state.pack.guides.find((one) => one.id === id);
    put(known ?? (blank ? {card: blank, values: {}, done: [], stale: false} : null));
    return refill(id);
  }

  /** Asks for the open card, or for the one called `id`; the newest question's answer counts. */
  function refill(id = store.state.guide?.card.id) {
    clearTimeout(timer);
    timer = 0;
    if (!id) return asking;
    const mine = (turn += 1);
    const {ticket, agent, guide} = store.state;
    about = fingerprintOf(ticket);
    const values = guide && guide.card.id === id ? guide.values : {};
    asking = client.fill(id, {values, ...(ticket ? {ticket} : {}), ...(agent ? {agent} : {})}).then((answer) => {
      if (mine !== turn) return;
      const now = store.state.guide;
      if (now && now.card.id !== id) return;
      if (answer.ok) put({values, done: [], ...now, card: answer.value, stale: false});
      else if (now) {
        put({...now, stale: true});
        if (!FINAL.includes(answer.why)) timer = timers.later(answer.again ?? RETRY_MS, () => refill());
      }
    });
    return asking;
  }

  /** The ticket has been read (again), or the backend has answered after all. */
  function look() {
    const {guide, ticket} = store.state;
    if (guide && ticket && fingerprintOf(ticket) !== about) refill();
  }

  const fingerprintOf = (ticket) =>
    (ticket ? JSON.stringify([ticket.id, ticket.subject, ticket.requester, ticket.conversation.length]) : '');

  /** @param {string} field @param {string|null} value null: what the ticket says */
  function answer(field, value) {
    const {guide} = store.state;
    if (!guide) return;
    const {[field]: _, ...others} = guide.values;
    const values = value === null ? others : {...others, [field]: value};
    const fields = guide.card.fields.map((one) => (one.id === field ? {...one, value: value ?? one.found?.value ?? ''} : one));
    put({...guide, values, card: {...guide.card, fields}});
    turn += 1; // what is on its way is about older answers
    clearTimeout(timer);
    timer = timers.later(PAUSE_MS, () => refill());
  }

  function tick(step) {
    const {guide} = store.state;
    if (!guide) return;
    const done = guide.done.includes(step) ? guide.done.filter((one) => one !== step) : [...guide.done, step];
    put({...guide, done});
  }

  /** A text of the open card with the very latest answers in it; null when it can't be had. @param {string} copy its id */
  async function text(copy) {
    if (timer) refill();
    for (let awaited; awaited !== asking;) await (awaited = asking); // the ticket may have been read meanwhile, and asked anew
    const {guide} = store.state;
    if (!guide || (guide.stale && Object.keys(guide.values).length)) return null;
    return guide.card.copies.find(({id}) => id === copy)?.text ?? null;
  }

  function restart() {
    const {guide} = store.state;
    if (!guide) return;
    put({...guide, values: {}, done: []});
    refill();
  }

  return {
    arrived, open, look, answer, tick, text, restart,
    close() {
      clearTimeout(timer);
      turn += 1;
      put(null);
    },
    /** The backend is there again. */
    back: () => store.state.guide?.stale && refill(),
  };
}
