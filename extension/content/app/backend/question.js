/** The question to the backend, put together from what the page says. What time it is the backend knows: one clock for all. */

/**
 * @typedef {import('../../../api.d.ts').Draft} Draft
 * @typedef {import('../../../api.d.ts').Ticket} Ticket
 * @param {object} known
 * @param {import('../../../api.d.ts').Moment} known.moment
 * @param {{ticket: Ticket, agent: import('../../../api.d.ts').Agent|null}|null} known.read
 * @param {Draft|null} [known.draft]
 * @param {Record<string, any>} [known.filters]
 * @returns {import('../../../api.d.ts').Situation} the body of POST /api/v1/checks
 */
export function question({moment, read, draft, filters}) {
  return {
    moment,
    ...(read ? {ticket: read.ticket} : {}),
    ...(read?.agent ? {agent: read.agent} : {}),
    ...(draft ? {draft: withRequester(draft, read?.ticket)} : {}),
    ...(filters ? {list: {filters}} : {}),
  };
}

/**
 * A reply whose recipients can't be read goes to the one who asked.
 * @param {Draft} draft
 * @param {Ticket|undefined} ticket
 * @returns {Draft}
 */
function withRequester(draft, ticket) {
  const email = ticket?.requester?.email;
  return draft.kind === 'reply' && !draft.to.length && email ? {...draft, to: [email]} : draft;
}
