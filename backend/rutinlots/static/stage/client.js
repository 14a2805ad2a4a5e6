// The client of extension/content/app/backend/client.js with another transport: the page asks the server itself.

const GIVE_UP_MS = 8000;
const FIELDS = ['id', 'at', 'kind', 'ticket', 'check', 'snippet', 'guide', 'reason'];

const known = (/** @type {any} */ event) =>
  Object.fromEntries(FIELDS.filter((name) => event[name] != null).map((name) => [name, event[name]]));

/**
 * @typedef {'offline'|'busy'|'timeout'|'invalid'} Why
 * @typedef {{ok: true, value: any} | {ok: false, why: Why, status?: number}} Answer
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<Answer>}
 */
async function ask(path, body) {
  try {
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {Accept: 'application/json', 'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
      keepalive: path.endsWith('/events'), // the page may be left at once after a mail was sent
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (response.ok) return {ok: true, value: await response.json()};
    const {status} = response;
    return {ok: false, why: status >= 500 ? 'offline' : status === 429 ? 'busy' : 'invalid', status};
  } catch (error) {
    return {ok: false, why: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'offline'};
  }
}

/** @type {Answer} */
const nothing = {ok: false, why: 'offline'};

/** @param {string} base  where the stage answers */
export function createClient(base) {
  return {
    check: (/** @type {object} */ body) => ask(`${base}/checks`, body),
    suggestions: (/** @type {object} */ body) => ask(`${base}/suggestions`, body),
    pack: async (/** @type {boolean} */ fresh) => (fresh ? ask(`${base}/pack`) : nothing), // none is kept between pages
    snippets: (/** @type {string} */ query) => ask(`${base}/snippets`, {q: query}),
    fill: (/** @type {string} */ guide, /** @type {object} */ body) =>
      ask(`${base}/guides/${encodeURIComponent(guide)}/fill`, body),
    events: (/** @type {any[]} */ events) => ask(`${base}/events`, {events: events.map(known)}),
    commands() {}, // the browser's shortcuts are the extension's alone
    alive: () => true,
  };
}
