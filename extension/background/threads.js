/**
 * A long thread is sent once: the backend tells a key for it, and by that it is named while the agent writes. What has come since
 * is sent beside the name. Here only hashes of what was sent are kept, for as long as the worker lives.
 */

const MOST = 20; // tickets

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
  if (!earlier || (await hashed(conversation.slice(0, earlier.count))) !== earlier.hash) return remembered(body, ask(body));
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

/** @param {object[]} messages */
async function hashed(messages) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(messages)));
  return String(new Uint8Array(digest));
}

/** The backend may be another one now. */
export const forget = () => known.clear();
