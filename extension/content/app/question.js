/** The question to the backend, put together from what the page says. What time it is the backend knows: one clock for all. */

/**
 * @param {{moment: string, read: {ticket: object, agent: object|null}|null, draft?: object|null, filters?: object}} known
 * @returns {object} the body of POST /api/v1/checks
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

/** A reply whose recipients can't be read goes to the one who asked. */
function withRequester(draft, ticket) {
  const email = ticket?.requester?.email;
  return draft.kind === 'reply' && !draft.to.length && email ? {...draft, to: [email]} : draft;
}
