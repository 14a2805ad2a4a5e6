// What the backend has said of each draft, asked for ahead of the click and once for each text.

const KEPT = 8; // verdicts that are remembered
const FRESH_MS = 20_000; // a colleague may have answered since, or a service have closed

/**
 * @typedef {{key: string, at: number, answer: any, body: any, promise: Promise<any>}} Entry
 *   answer: of the backend, null until it is there; body: the question, null until the page has been read
 * @param {{page: any, ask: import('../app/client.js').Ask, situation: (composer: any, sendMode: string) => Promise<object>}} given
 */
export function createVerdicts({page, ask, situation}) {
  const entries = limited(KEPT);

  /** One for each text, way of sending and state of the page's fields. */
  const keyOf = (composer, sendMode) => `${sendMode} ${page.signs(composer)}`;

  function fresh(key) {
    const entry = entries.get(key);
    return entry && performance.now() - entry.at < FRESH_MS ? entry : undefined;
  }

  /** @returns {Entry} asked for now, unless it was a moment ago */
  function of(composer, sendMode) {
    const key = keyOf(composer, sendMode);
    const known = fresh(key);
    if (known) return known;
    const entry = {key, at: performance.now(), answer: null, body: null};
    entries.set(key, entry);
    entry.promise = situation(composer, sendMode)
      .then((body) => {
        entry.body = body;
        return ask.check(body);
      })
      .catch(() => ({ok: false, why: 'blind'}))
      .then((answer) => {
        entry.answer = answer;
        if (!answer.ok && entries.get(key) === entry) entries.delete(key); // ask anew the next time
        return answer;
      });
    return entry;
  }

  return {
    of,
    /** What is known already, without asking. @returns {Entry|undefined} */
    known: (composer, sendMode) => fresh(keyOf(composer, sendMode)),
    /** Whether an entry is still about what stands on the page. */
    isAbout: (entry, {composer, sendMode}) => entry.key === keyOf(composer, sendMode),
  };
}

/** A map that forgets its oldest entries. @param {number} size */
export function limited(size) {
  const map = new Map();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    map.delete(key);
    set(key, value);
    if (map.size > size) map.delete(map.keys().next().value);
    return map;
  };
  return map;
}
