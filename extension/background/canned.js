/**
 * The company's canned responses, for a team leader on the server's own page /svar: asked for in the tab where its Freshdesk is
 * open, so with that session and no further permission. The page hands them to the server itself, with the lead's rights.
 */

import {Kind} from '../messages.js';
import {retryAfter} from './server/backoff.js';
import {settings} from './settings.js';

/**
 * @typedef {object} Page  an answer of Freshdesk's API
 * @property {number} status  0 without any
 * @property {any} body  null unless the status is 200
 * @property {number} again  ms until it may be asked again, where it is busy
 * @property {string|null} left  requests of this minute that are left to the account
 */

/** Is it the page /svar of the server that the settings name, in a tab of its own? @param {chrome.runtime.MessageSender} sender */
async function isReplies({tab, frameId, origin, url}) {
  const {backend} = await settings();
  return Boolean(tab) && frameId === 0 && origin === backend && new URL(url ?? '', backend).pathname === '/svar';
}

/** What the company's Freshdesk answers, tab after tab. @param {object} about @returns {AsyncGenerator<any>} */
async function* told(about) {
  const [{domains}, tabs] = await Promise.all([settings(), chrome.tabs.query({})]);
  for (const {id} of tabs) {
    const answer = id && (await chrome.tabs.sendMessage(id, {kind: Kind.CANNED, ...about}).catch(() => null));
    if (domains.includes(answer?.host)) yield answer;
  }
}

/**
 * Without a path, the host of the Freshdesk that is open; with one, what it answers there.
 * @param {{host?: string, path?: string}} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<{host: string} | Page>}
 */
export async function canned({host, path}, sender) {
  if (!(await isReplies(sender))) throw {why: 'refused'};
  if (path === undefined) {
    const hosts = new Set();
    for await (const each of told({})) hosts.add(each.host);
    if (hosts.size !== 1) throw {why: hosts.size ? 'several' : 'closed'};
    return {host: [...hosts][0]};
  }
  for await (const {read} of told({host, path})) { // the first: several tabs may be open
    const again = retryAfter({headers: new Headers(read.again ? {'Retry-After': read.again} : {})});
    return {...read, again};
  }
  throw {why: 'closed'};
}
