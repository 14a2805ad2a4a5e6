/** What is said even when the backend is away: log before sending, and fill in the required fields. No judgement in it. */

const isEmpty = (value) => value === null || value === undefined || value === '';

/**
 * The required fields that the page shows empty, as a finding.
 * @param {object} pack @param {object|null} ticket
 * @returns {any[]}
 */
export function emptyFields(pack, ticket) {
  if (!ticket || !Object.keys(ticket.properties).length) return [];
  const required = ticket.required ?? pack.prompts.required;
  const empty = required.filter((name) => isEmpty(ticket.properties[name]));
  if (!empty.length) return [];
  return [{
    id: 'empty-required-field',
    covers: ['KM-14'],
    level: 'confirm',
    title: 'Tvingande fält är tomma',
    message: `Fyll i ${listed(empty)} innan du skickar.`,
    why: null,
    moments: ['write', 'send'],
    guide: null,
    spans: [],
    fixes: [],
    actions: empty.map((field) => ({kind: 'go-to-field', label: `Gå till ${field}`, field})),
  }];
}

/**
 * The log gate for a mail to a customer; null for notes and for mail inside the company.
 * @param {object} pack @param {{ticket: object|null, draft: object}} situation
 */
export function logGate(pack, {ticket, draft}) {
  if (draft.kind === 'note' || isInternal(draft, pack.prompts.gate.internal_domains)) return null;
  const {code, status} = pack.prompts.gate;
  const mails = (ticket?.conversation ?? []).filter(({direction}) => direction !== 'note');
  const own = `Vårt svar:\n${draft.text.trim()}`;
  const latest = mails.findLast(({direction}) => direction === 'in');
  const append = [...(latest ? [written(latest)] : []), own].join('\n\n');
  const whole = [...mails.map(written), own].join('\n\n');
  const gate = {covers: ['KM-04'], code, status};
  if (mails.length <= 1) return {...gate, situation: 'new', text: whole};
  return {...gate, situation: 'ask', text: whole, choices: {append, whole}};
}

function isInternal({to, cc, bcc}, domains) {
  const all = [...to, ...cc, ...bcc];
  return all.length > 0 && all.every((address) => domains.some((domain) => address.toLowerCase().endsWith(`@${domain}`)));
}

function written({direction, from, sent_at: at, text}) {
  const who = direction === 'in' ? from?.name || from?.email || 'Kunden' : 'Vi';
  const when = at ? ` ${new Date(at).toLocaleString('sv-SE', {dateStyle: 'short', timeStyle: 'short'})}` : '';
  return `${who}${when}:\n${text.trim()}`;
}

const listed = (names) => new Intl.ListFormat('sv').format(names);
