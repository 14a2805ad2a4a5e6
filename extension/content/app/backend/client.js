/** Asks the background. The only place where content scripts use chrome.runtime; nothing here ever throws. */

import {Kind} from '../../../messages.js';

/**
 * @typedef {import('../../../messages.js').Answer} Answer
 * @typedef {object} Client
 * @property {(situation: import('../../../api.d.ts').Situation, how?: {patient?: boolean}) => Promise<Answer>} check
 *   patient: nobody waits for it
 * @property {(situation: import('../../../api.d.ts').Situation) => Promise<Answer>} suggestions  by meaning, a moment later
 * @property {(fresh: boolean) => Promise<Answer>} pack
 * @property {(query: string) => Promise<Answer>} snippets
 * @property {(guide: string, body: {values: object, ticket?: object, agent?: object}) => Promise<Answer>} fill
 * @property {(events: object[]) => Promise<Answer>} events
 * @property {() => Promise<Answer>} hello  whether Rutinlots works in this Freshdesk
 * @property {(isOurs: boolean) => Promise<Answer>} tenant  the agent's answer, when that had to be asked
 * @property {(key: string) => Promise<any>} get  what was kept between visits; null without any
 * @property {(key: string, value: any) => Promise<any>} keep
 * @property {(heard: (command: string) => void, signal: AbortSignal) => void} commands  the agent's shortcuts
 * @property {() => boolean} alive whether the extension is still the one that this page was given
 */

/** After an update or a reload, the old content script keeps running but has lost its extension. */
export const alive = () => Boolean(globalThis.chrome?.runtime?.id);

const WATCH_MS = 500; // while an answer is waited for

/** @param {object} message @returns {Promise<Answer>} */
async function send(message) {
  if (!alive()) return {ok: false, why: 'gone'};
  const loss = watchForLoss();
  try {
    return (await Promise.race([chrome.runtime.sendMessage(message), loss.happens])) ?? {ok: false, why: 'offline'};
  } catch {
    return {ok: false, why: alive() ? 'offline' : 'gone'};
  } finally {
    loss.stop();
  }
}

/** What was asked of an extension that is replaced meanwhile may never be answered, nor refused. */
function watchForLoss() {
  let timer;
  const happens = new Promise((resolve) => {
    const look = () => {
      if (alive()) timer = setTimeout(look, WATCH_MS);
      else resolve({ok: false, why: 'gone'});
    };
    timer = setTimeout(look, WATCH_MS);
  });
  return {happens, stop: () => clearTimeout(timer)};
}

/** @type {WeakMap<object[], string>} what the background knows a thread by: half a megabyte of it is sent once */
const names = new WeakMap();

/**
 * A question about a ticket, with its thread only where the background doesn't have it.
 * @param {{kind: string, body: any, [more: string]: any}} message @returns {Promise<Answer>}
 */
async function ask(message) {
  const {ticket} = message.body;
  const {conversation = []} = ticket ?? {};
  const known = names.get(conversation);
  if (!conversation.length) return send(message);
  if (known) {
    const short = {...message.body, ticket: {...ticket, conversation: []}};
    const answer = await send({...message, body: short, thread: known});
    if (answer.ok || answer.why !== 'thread') return answer;
  }
  const thread = crypto.randomUUID();
  names.set(conversation, thread);
  return send({...message, thread});
}

const AGAIN_MS = [200, 1000, 5000, 20000];

/**
 * For what must not be lost when the worker dies with it in hand. It may arrive twice.
 * @param {object} message @param {number[]} waits @returns {Promise<Answer>}
 */
async function persistently(message, [wait, ...waits] = AGAIN_MS) {
  const answer = await send(message);
  if (answer.ok || answer.why === 'gone' || wait === undefined) return answer;
  await new Promise((resolve) => setTimeout(resolve, wait));
  return persistently(message, waits);
}

/** @type {Client['commands']} */
function commands(heard, signal) {
  const listener = (/** @type {any} */ message, /** @type {chrome.runtime.MessageSender} */ sender) => {
    if (sender.id === chrome.runtime.id && message?.kind === Kind.COMMAND) heard(message.command);
  };
  chrome.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => alive() && chrome.runtime.onMessage.removeListener(listener), {once: true});
}

const known = (/** @type {Answer} */ answer) => (answer.ok ? answer.value : null);

/** @returns {Client} */
export function createClient() {
  return {
    check: (body, {patient = false} = {}) => ask({kind: Kind.CHECK, body, patient}),
    suggestions: (body) => ask({kind: Kind.SUGGEST, body}),
    pack: (fresh) => send({kind: Kind.PACK, fresh}),
    snippets: (query) => send({kind: Kind.SNIPPETS, query}),
    fill: (guide, body) => ask({kind: Kind.FILL, guide, body}),
    events: (events) => persistently({kind: Kind.EVENTS, events}),
    hello: () => persistently({kind: Kind.HELLO}),
    tenant: (isOurs) => persistently({kind: Kind.TENANT, isOurs}),
    get: async (key) => known(await send({kind: Kind.GET, key})),
    keep: async (key, value) => known(await send({kind: Kind.KEEP, key, value})),
    commands,
    alive,
  };
}

/**
 * @typedef {(kind: string, about?: object) => void} Record  keeps an event: ids and outcomes only
 * @param {{client: Client, page: any}} given
 * @returns {Record}
 */
export const createRecord = ({client, page}) => (kind, about = {}) => {
  client.events([{id: crypto.randomUUID(), at: new Date().toISOString(), kind, ticket: page.place().id, ...about}]);
};
