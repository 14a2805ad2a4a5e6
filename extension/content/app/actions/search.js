/** Searching the reply snippets: the backend's search, or the pack's own while the backend is away. */

const PAUSE_MS = 150; // of typing, before the backend is asked

/** @typedef {import('../../../api.d.ts').Snippet} Snippet */

/**
 * @param {{store: import('../state/state.js').Store, timers: import('../state/timers.js').Timers,
 *   client: import('../backend/client.js').Client}} given
 */
export function createSearch({store, timers, client}) {
  let pausing = 0;

  /** @param {string} query */
  async function find(query) {
    const answer = await client.snippets(query);
    if (store.state.search.query !== query || !store.state.search.open) return;
    const results = answer.ok ? answer.value.snippets : matching(store.state.pack.snippets, query);
    store.dispatch({type: 'searched', search: {results}});
  }

  return {
    /** @param {string} query */
    search(query) {
      store.dispatch({type: 'searched', search: {query}});
      timers.cancel(pausing);
      pausing = timers.later(PAUSE_MS, () => find(query));
    },
    toggle() {
      const open = !store.state.search.open;
      store.dispatch({type: 'searched', search: {open, query: '', results: null}});
      if (open) find('');
    },
    /** A snippet, wherever it was shown. @param {string} id @returns {{text: string, html?: string}|undefined} */
    find(id) {
      const {verdict, search, pack} = store.state;
      const suggested = verdict?.suggestions.find(({snippet}) => snippet === id);
      return suggested ?? [...(search.results ?? []), ...pack.snippets].find((one) => one.id === id);
    },
  };
}

/** Those that have every word of the query somewhere. @param {Snippet[]} snippets @param {string} query @returns {Snippet[]} */
export function matching(snippets, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const wording = (/** @type {Snippet} */ {title, text, english = '', keywords}) =>
    [title, text, english, ...keywords].map((part) => part.toLowerCase());
  return snippets.filter((one) => words.every((word) => wording(one).some((part) => part.includes(word))));
}
