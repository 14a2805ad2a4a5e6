/**
 * A long thread is sent once: the backend tells a key for it, and by that it is named while the agent writes. What has come since
 * is sent beside the name. So it is between a page and this worker, which keeps the latest threads for as long as it lives.
 */

const MOST = 20; // tickets
const LENT = 6; // threads of pages

/** @type {Map<string, object[]>} by the names that pages gave them; the one used last comes last */
const lent = new Map();

/**
 * The question of a page with all its messages; throws when they were told of before, and have been forgotten.
 * @param {{body: any, thread?: string}} message
 */
export function whole({body, thread}) {
  if (typeof thread !== 'string' || !body.ticket) return body;
  const {conversation} = body.ticket;
  const messages = conversation.length ? conversation : lent.get(thread);
  if (!messages) throw {why: 'thread'};
  lent.delete(thread);
  lent.set(thread, messages);
  if (lent.size > LENT) lent.delete(lent.keys().next().value ?? thread);
  return {...body, ticket: {...body.ticket, conversation: messages}};
}

/** @typedef {{key: string, count: number, hash: string}} Known  the key of a ticket's first `count` messages, and their hash */
/** @type {Map<number, Known>} by ticket; the one used last comes last */
const known = new Map();

/**
 * Ask with the key in the place of the messages that the backend knows, and with all of them where it doesn't know them any more.
 * @param {any} body of a question, within bounds
 * @param {(body: any) => Promise<any>} ask
 * @returns {Promise<any>} the answer
 */
export async function named(body, ask) {
  const {id = null, conversation = []} = body.ticket ?? {};
  const earlier = id === null ? undefined : known.get(id);
  if (!earlier || (await hashed(first(conversation, earlier.count))) !== earlier.hash) return remembered(body, ask(body));
  const rest = conversation.slice(earlier.count);
  try {
    const short = {...body, ticket: {...body.ticket, thread: earlier.key, conversation: rest}};
    const answer = await ask(short);
    return rest.length ? remembered(body, answer) : answer;
  } catch (error) {
    if (/** @type {any} */ (error).status !== 409) throw error; // of several server processes another may know it
    return remembered(body, ask(body));
  }
}

/** The answer to a question about the whole thread; its key is kept if it tells one. @param {any} body @param {any} answered */
async function remembered({ticket}, answered) {
  const answer = await answered;
  if (answer?.thread && (ticket?.id ?? null) !== null) {
    const hash = await hashed(ticket.conversation);
    known.delete(ticket.id);
    known.set(ticket.id, {key: answer.thread, count: ticket.conversation.length, hash});
    if (known.size > MOST) known.delete(known.keys().next().value ?? ticket.id);
  }
  return answer;
}

/** @type {WeakMap<object[], Promise<string>>} a thread that a page told of once is the same list each time */
const hashes = new WeakMap();

/** @param {object[]} messages @returns {Promise<string>} */
function hashed(messages) {
  const hash = hashes.get(messages) ?? digested(messages);
  hashes.set(messages, hash);
  return hash;
}

/** @param {object[]} messages */
async function digested(messages) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(messages)));
  return String(new Uint8Array(digest));
}

const first = (/** @type {object[]} */ messages, /** @type {number} */ count) =>
  (messages.length === count ? messages : messages.slice(0, count));

/** The backend may be another one now. */
export const forget = () => known.clear();
