/**
 * What is kept between visits: where the panel stands and how it looks, and what the agent does not want to see again on a ticket.
 * Ids only.
 *
 * @typedef {{open: boolean, side: 'right'|'left', top: number, folded?: string[]}} Place top: 0–1 of the window's height;
 *   folded: the sections that are kept shut
 * @typedef {{at: number, dismissed: string[]}} Kept  of a ticket; at: when something was dismissed there last
 * @typedef {object} Preferences
 * @property {Place} place
 * @property {(place: Place) => void} setPlace
 * @property {'light'|'dark'|null} theme  the agent's own choice; null: as the page
 * @property {(about: number|string) => string[]} dismissed what a ticket, or a kind of page, is spared; see `visible` in state.js
 * @property {(about: number|string, check: string) => void} dismiss  a kind of page: for as long as this page lives
 * @property {(about: number|string, finding: {id: string, level: string}) => void} refute  a false alarm: for as long as this
 *   page lives, even if it is a block
 * @property {(about: string) => void} forget
 * @property {(words: string) => boolean} remind  whether words that repeat are still to be shown; counts the times they were
 */

const REMINDERS = 5; // times that words which repeat on every mail are shown before they are folded away

const MOST_TICKETS = 500;
const LONGEST_MS = 60 * 24 * 3600 * 1000;
const FIRST_PLACE = Object.freeze({open: true, side: 'right', top: 0.2});

/**
 * Newest first, and no more than are useful.
 * @param {Record<string, Kept>} tickets
 * @param {number} now
 * @returns {Record<string, Kept>}
 */
function pruned(tickets, now) {
  return Object.fromEntries(
    Object.entries(tickets)
      .filter(([, ticket]) => now - ticket.at < LONGEST_MS)
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, MOST_TICKETS),
  );
}

/**
 * @param {{get: (key: string) => Promise<any>, keep: (key: string, value: any) => Promise<any>}} storage  the background's
 * @param {() => number} now milliseconds
 * @returns {Promise<Preferences>}
 */
export async function createPreferences(storage, now = Date.now) {
  // All at once: until they are here, no mail is asked about.
  const [stood, theme, spared, shown] = await Promise.all(['place', 'theme', 'tickets', 'reminded'].map(storage.get));
  let place = {...FIRST_PLACE, ...stood};
  let tickets = pruned(spared ?? {}, now());
  /** @type {Record<string, number>} */
  const reminded = {...shown};
  /** @type {Map<number|string, string[]>} */
  const refuted = new Map();

  /** @param {number|string} about @param {string} check */
  async function dismiss(about, check) {
    const mine = {at: now(), dismissed: [...new Set([...(tickets[about]?.dismissed ?? []), check])]};
    tickets = {...tickets, [about]: mine};
    if (typeof about === 'string') return;
    const elsewhere = (await storage.get('tickets')) ?? {}; // another tab may have written
    await storage.keep('tickets', pruned({...elsewhere, [about]: mine}, now()));
  }

  /** @param {number|string} about */
  const dismissed = (about) => [...(tickets[about]?.dismissed ?? []), ...(refuted.get(about) ?? [])];

  return {
    get place() {
      return place;
    },
    theme: ['light', 'dark'].includes(theme) ? theme : null,
    setPlace(changed) {
      place = changed;
      storage.keep('place', place);
    },
    dismissed,
    dismiss,
    refute(about, {id, level}) {
      refuted.set(about, [...(refuted.get(about) ?? []), level === 'block' ? `block:${id}` : id]);
    },
    forget(about) {
      delete tickets[about];
      refuted.delete(about);
    },
    remind(words) {
      const times = reminded[words] ?? 0;
      if (times >= REMINDERS) return false;
      reminded[words] = times + 1;
      storage.keep('reminded', reminded);
      return true;
    },
  };
}
