/** The question to the backend, put together from what the page says. */

/** The time where the agent is, with its offset. @param {Date} date */
export function localTime(date) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'));
  return `${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}

/**
 * @param {{moment: string, read: {ticket: object, agent: object|null}|null, draft?: object|null, filters?: object}} known
 * @returns {object} the body of POST /api/v1/checks
 */
export function question({moment, read, draft, filters}) {
  return {
    moment,
    now: localTime(new Date()),
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
