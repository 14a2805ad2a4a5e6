/**
 * Freshdesk's own documented API, read with the agent's session: the surest way to the whole conversation.
 * A refusal is remembered for a while, and whoever asks is never kept waiting longer than they say.
 */

const REST_MS = 5 * 60 * 1000;
const GIVE_UP_MS = 15000;
const PAGE = 100;
const PAGES = 5;

/** @param {(path: string, options: object) => Promise<Response>} fetch */
export function createApi(fetch) {
  let refusedUntil = 0;
  /** @type {Promise<any>|null} */
  let fields = null;
  /** @type {Promise<any>|null} */
  let me = null;
  /** @type {Set<number>} tickets that there are none of */
  const absent = new Set();

  /** @param {string} path @param {(status: number) => void} [told] */
  async function get(path, told) {
    if (Date.now() < refusedUntil) return null;
    const options = {
      headers: {Accept: 'application/json'}, credentials: 'same-origin', signal: AbortSignal.timeout(GIVE_UP_MS),
      priority: 'low', // what the page itself asks for goes first
    };
    // Whole: a page's <base> may lead what is relative to another server.
    const response = await fetch(`${location.origin}/api/v2/${path}`, options);
    if (response.status === 401 || response.status === 403) refusedUntil = Date.now() + REST_MS;
    told?.(response.status);
    if (!response.ok) return null;
    return response.json();
  }

  /** @param {string} path @param {(status: number) => void} [told] */
  const safely = (path, told) => get(path, told).catch(() => null);

  async function conversations(id) {
    const found = [];
    for (let page = 1; page <= PAGES; page += 1) {
      const some = await safely(`tickets/${id}/conversations?per_page=${PAGE}&page=${page}`);
      if (!Array.isArray(some)) return null;
      found.push(...some);
      if (some.length < PAGE) break;
    }
    return found;
  }

  return {
    /** The ticket with its whole thread, or null. @param {number} id */
    async ticket(id) {
      const [ticket, thread, known] = await Promise.all([
        safely(`tickets/${id}?include=requester`, (status) => (status === 404 ? absent.add(id) : absent.delete(id))),
        conversations(id),
        (fields ??= safely('ticket_fields')),
      ]);
      if (!known) fields = null;
      return ticket && thread ? asTicket(ticket, thread, known ?? []) : null;
    },
    /** Whether Freshdesk has said that there is no such ticket. @param {number|null} id */
    isAbsent: (id) => id !== null && absent.has(id),
    /** Who is logged in, or null. */
    async agent() {
      const found = await (me ??= safely('agents/me'));
      if (!found) me = null;
      return found ? {id: String(found.id), name: found.contact?.name ?? ''} : null;
    },
  };
}

function asTicket(ticket, thread, known) {
  const requester = {name: ticket.requester?.name ?? '', email: ticket.requester?.email ?? ''};
  const properties = Object.fromEntries(known.flatMap((field) => values(field, ticket)));
  return {
    subject: ticket.subject ?? '',
    requester,
    properties,
    required: known.filter(isRequired).map((field) => field.label),
    conversation: [description(ticket, requester), ...inOrder(thread).map((one) => message(one, ticket, requester))],
    replyCc: ticket.reply_cc_emails ?? [],
  };
}

const NO_PROPERTY = new Set(['default_requester', 'default_subject', 'default_description', 'default_company', 'default_source']);
const isRequired = (field) => !NO_PROPERTY.has(field.type) && (field.required_for_agents || field.required_for_closure);
const inOrder = (thread) => [...thread].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
const named = (choices, number) => Object.entries(choices ?? {}).find(([, value]) => value === number)?.[0] ?? null;

/** A field's label and value as the agent sees them; a nested field gives several. */
function values(field, ticket) {
  const custom = ticket.custom_fields ?? {};
  const nested = (field.nested_ticket_fields ?? []).map((level) => [level.label, text(custom[level.name])]);
  switch (field.type) {
    case 'default_status': return [[field.label, field.choices?.[ticket.status]?.[0] ?? null]];
    case 'default_priority': return [[field.label, named(field.choices, ticket.priority)]];
    case 'default_group': return [[field.label, named(field.choices, ticket.group_id)]];
    case 'default_agent': return [[field.label, named(field.choices, ticket.responder_id)]];
    case 'default_ticket_type': return [[field.label, text(ticket.type)]];
    default: return NO_PROPERTY.has(field.type) ? [] : [[field.label, text(custom[field.name])], ...nested];
  }
}

const text = (value) => (value === null || value === undefined || value === '' ? null : String(value));

const OUTBOUND = 10; // a ticket that began with our own mail

function description(ticket, requester) {
  const ours = ticket.source === OUTBOUND;
  return {
    direction: ours ? 'out' : 'in',
    from: ours ? {name: '', email: ''} : requester,
    to: ticket.to_emails ?? [],
    cc: ticket.cc_emails ?? [],
    sent_at: ticket.created_at ?? null,
    attachments: files(ticket.attachments),
    text: ticket.description_text ?? '',
    html: ticket.description ?? '',
  };
}

function message(one, ticket, requester) {
  const from = sender(one.from_email);
  const isRequester = one.user_id === ticket.requester_id;
  return {
    direction: one.private ? 'note' : one.incoming ? 'in' : 'out',
    from: isRequester ? {name: from.name || requester.name, email: from.email || requester.email} : from,
    to: one.to_emails ?? [],
    cc: one.cc_emails ?? [],
    sent_at: one.created_at ?? null,
    attachments: files(one.attachments),
    text: one.body_text ?? '',
    html: one.body ?? '',
  };
}

const files = (list) => (list ?? []).map(({name, size, content_type: type}) => ({name, size: size ?? null, type: type ?? null}));

/** `"Anna Berg" <anna@example.com>` taken apart. */
function sender(written) {
  const match = /^\s*(?:"?([^"<]*?)"?\s*<)?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(written ?? '');
  return {name: match?.[1]?.trim() ?? '', email: match?.[2] ?? ''};
}
