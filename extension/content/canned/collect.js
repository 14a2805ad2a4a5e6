/** Every canned response that the company shares, folder by folder, as the server takes them; personal folders are never read. */

const PER_PAGE = 100; // the most that the API gives
const MOST_PAGES = 200;
const LEAVE = 20; // requests of the minute that are left to others: the limit is the whole account's
const MINUTE_MS = 60_000;
const TRIES = 4;

/** Why it didn't work: a word of the worker's, or what Freshdesk answered. */
export class Unread extends Error {
  /** @param {string} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * @typedef {import('../../background/canned.js').Page} Page
 * @typedef {{id: number, title: string, folder: string, content_html: string, attachments?: {name: string}[]}} Response
 * @typedef {{folder: string, number: number, of: number} | {waits: number}} Progress  waits: ms that Freshdesk asks for
 * @param {object} given
 * @param {(path: string) => Promise<Page>} given.get
 * @param {(ms: number) => Promise<void>} given.pause
 * @param {(progress: Progress) => void} given.progress
 * @returns {Promise<Response[]>} throws Unread; all of them or none
 */
export async function collect({get, pause, progress}) {
  const folders = (await list('canned_response_folders')).filter((folder) => folder.personal === false);
  /** @type {Map<number, Response>} */
  const found = new Map();
  for (const [place, {id, name}] of folders.entries()) {
    progress({folder: name, number: place + 1, of: folders.length});
    for (const each of await list(`canned_response_folders/${id}/responses`)) {
      const {title, content_html, attachments} = 'content_html' in each ? each : await one(`canned_responses/${each.id}`);
      const files = (attachments ?? []).map((file) => ({name: file.name}));
      found.set(each.id, {id: each.id, title, folder: name, content_html, ...(files.length ? {attachments: files} : {})});
    }
  }
  if (!found.size) throw new Unread('empty');
  return [...found.values()];

  /** @param {string} path @returns {Promise<any[]>} */
  async function list(path) {
    const all = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const some = await one(`${path}?page=${page}&per_page=${PER_PAGE}`);
      if (!Array.isArray(some)) throw new Unread('other-server');
      all.push(...some);
      if (some.length < PER_PAGE) break;
    }
    return all;
  }

  /** @param {string} path @returns {Promise<any>} */
  async function one(path) {
    for (let tried = 1; ; tried += 1) {
      const {status, body, again, left} = await get(path);
      if (status === 200) {
        if (left !== null && Number(left) < LEAVE) await wait(MINUTE_MS);
        return body;
      }
      const isBusy = status === 429;
      if (tried === TRIES || !(isBusy || status >= 500)) throw new Unread(reason(status));
      await wait(isBusy ? again : 1000 * 2 ** tried);
    }
  }

  /** @param {number} ms */
  async function wait(ms) {
    progress({waits: ms});
    await pause(ms);
  }
}

/** @param {number} status @returns {string} */
function reason(status) {
  if (status === 401) return 'logged-out';
  if (status === 403) return 'forbidden';
  return status === 429 ? 'busy' : 'offline';
}
