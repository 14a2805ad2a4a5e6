/** What is said even when the backend is away: log before sending, and fill in the required fields. No judgement in it. */

/**
 * @typedef {import('../../../api.d.ts').Pack} Pack
 * @typedef {import('../../../api.d.ts').Ticket} Ticket
 */

/**
 * The required fields that the page shows empty, as a finding in the rule's own words.
 * @param {Pack} pack @param {Ticket|null} ticket
 * @returns {import('../../../api.d.ts').Finding[]}
 */
export function emptyFields(pack, ticket) {
  const {empty_fields: rule, required} = pack.prompts;
  if (!rule || !ticket || !Object.keys(ticket.properties).length) return [];
  const {message, why, action, blank, ...words} = rule;
  const empty = (ticket.required ?? required).filter((name) => blank.includes((ticket.properties[name] ?? '').trim()));
  if (!empty.length) return [];
  return [{
    ...words,
    message: message.replaceAll('{fields}', listed(empty)),
    why: why && URL.canParse(why.url) ? why : null, // before the first contact nobody knows where the handbook is
    spans: [],
    fixes: [],
    actions: action ? empty.map((field) => ({kind: 'go-to-field', label: action.replaceAll('{field}', field), field})) : [],
  }];
}

/**
 * The log gate for a mail to a customer; null for notes and for mail inside the company.
 * @param {Pack} pack
 * @param {{ticket: Ticket|null, draft: import('../../../api.d.ts').Draft}} situation
 * @returns {import('../../../api.d.ts').Gate|null}
 */
export function logGate(pack, {ticket, draft}) {
  if (draft.kind === 'note' || isInternal(draft, pack.prompts.gate.internal_domains)) return null;
  const {code, status} = pack.prompts.gate;
  const mails = (ticket?.conversation ?? []).filter(({direction}) => direction !== 'note');
  const own = `Vårt svar:\n${draft.text.trim()}`;
  const latest = mails.findLast(({direction}) => direction === 'in');
  const append = [...(latest ? [written(latest)] : []), own].join('\n\n');
  const whole = [...mails.map(written), own].join('\n\n');
  const gate = {covers: ['KM-04'], code, status, text: whole};
  if (mails.length <= 1) return {...gate, situation: 'new'};
  return {...gate, situation: 'ask', choices: {append, whole}};
}

/** @param {import('../../../api.d.ts').Draft} draft @param {string[]} domains */
function isInternal({to, cc, bcc}, domains) {
  const all = [...to, ...cc, ...bcc];
  return all.length > 0 && all.every((address) => domains.some((domain) => address.toLowerCase().endsWith(`@${domain}`)));
}

/** @param {import('../../../api.d.ts').Message} message */
function written({direction, from, sent_at: at, text}) {
  const who = direction === 'in' ? from?.name || from?.email || 'Kunden' : 'Vi';
  const when = at ? ` ${new Date(at).toLocaleString('sv-SE', {dateStyle: 'short', timeStyle: 'short'})}` : '';
  return `${who}${when}:\n${text.trim()}`;
}

/** @param {string[]} names */
const listed = (names) => new Intl.ListFormat('sv').format(names);
