/**
 * Mails that left without passing the gate: known by their text, which stands in the thread or on the page when the
 * editor with it is gone. Says so afterwards, and never of a draft that was thrown away.
 */

const ENOUGH = 20; // characters that tell one mail from another
const SURE = 300; // characters of it that are looked for
const SOON_MS = 20_000; // how long after an editor has gone its text is looked for
const AGAIN_MS = 3000; // until Freshdesk surely knows of a mail
const LINK_MS = 2000; // between a click on a link and the page it leads to

/**
 * @param {{page: any, pack: () => any, say: (kind: string, text: string) => void, tell: (kind: string, about?: object) => void,
 *   later: (after: number, work: () => void) => number, target: EventTarget, signal: AbortSignal}} given
 */
export function createSlipped({page, pack, say, tell, later, target, signal}) {
  let seen = null; // the latest look at a ticket: {ticket, draft, open, at, latest}
  let known = []; // texts that passed the gate, or were told of
  let linkAt = -Infinity;

  target.addEventListener('click', noteLink, {capture: true, passive: true, signal});

  function noteLink(event) {
    const leads = (node) => node instanceof Element && node.localName === 'a' && /^(?!#)./.test(node.getAttribute('href') ?? '');
    linkAt = event.composedPath().some(leads) ? performance.now() : -Infinity;
  }

  const remember = (draft) => (known = [...known, draft].slice(-8));
  const isUnknown = (draft) => draft.length >= ENOUGH && !known.includes(draft);

  function slipped(ticket, draft) {
    if (!isUnknown(draft)) return;
    remember(draft);
    tell('slipped', {ticket});
    const where = page.place().id === ticket ? '' : ` i ärende ${ticket}`;
    say('error', `Ett mejl${where} gick iväg utan att kontrolleras. Logga det i CAB (${pack().prompts.gate.code}) om det inte är gjort.`);
  }

  /** The ticket has been left: did what was written in it go along? */
  async function left() {
    const {ticket, draft, open} = seen ?? {};
    seen = null;
    if (!open || !isUnknown(draft)) return;
    const byLink = performance.now() - linkAt < LINK_MS;
    const holds = await page.holds(ticket, draft.slice(0, SURE));
    if (holds) slipped(ticket, draft);
    else if (holds === false) later(AGAIN_MS, async () => (await page.holds(ticket, draft.slice(0, SURE))) && slipped(ticket, draft));
    else if (!byLink) {
      say('info', `Ärende ${ticket} stängdes med ett svar som Rutinlots inte kunde följa. Om det skickades ska det loggas i CAB (${pack().prompts.gate.code}).`);
    }
  }

  return {
    left,
    /** The gate has let a mail go. */
    passed(ticket, text) {
      remember(plain(text));
      if (seen?.ticket === ticket) seen.draft = plain(text);
    },
    /**
     * A look at a ticket.
     * @param {number} ticket
     * @param {string|null} text what stands in the editor of its mail; null without one
     * @param {string|null} latestSent the newest mail to the customer in the thread
     */
    notice(ticket, text, latestSent) {
      const latest = latestSent === null ? null : plain(latestSent);
      const before = seen?.ticket === ticket ? seen : {draft: '', at: -Infinity, latest: undefined};
      const now = performance.now();
      seen = {ticket, draft: text ? plain(text) : before.draft, open: Boolean(text), at: text ? now : before.at, latest};
      const {draft, at, open} = seen;
      if (!isUnknown(draft)) return;
      const isNew = before.latest !== undefined && latest !== null && latest !== before.latest;
      if (isNew && latest.startsWith(draft.slice(0, 200))) slipped(ticket, draft);
      else if (!open && now - at < SOON_MS && page.shows(draft.slice(0, SURE))) slipped(ticket, draft);
    },
  };
}

const plain = (text) => text.replace(/\s+/g, ' ').trim();
