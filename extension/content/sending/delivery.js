// What becomes of a mail that the gate has let go: "sent" is said only when it is seen to be.

const REFUSED =
  'Freshdesk har inte skickat mejlet. Rätta det som Freshdesk visar och skicka igen. Det du har loggat behöver inte loggas om.';
const WAITING = 'Det syns inte än att mejlet har gått. Vänta lite, eller titta i tråden innan du skickar igen.';
const ENOUGH = 20; // characters that tell one mail from another
const SURE = 300; // characters of it that are looked for
const AGAIN_MS = 3000; // until Freshdesk surely knows of a mail

/**
 * @param {{page: any, say: (kind: string, text: string) => void, tell: (kind: string, about?: object) => void,
 *   later: (after: number, work: () => void) => number, signal: AbortSignal}} given
 */
export function createFollow({page, say, tell, later, signal}) {
  const followed = new WeakMap(); // editor → what ends the following

  /** Whether the mail is in the ticket's thread; null when that can't be known. */
  async function isIn(ticket, text) {
    if (ticket === null || text.length < ENOUGH) return null;
    const holds = await page.holds(ticket, text);
    if (holds !== false) return holds;
    await new Promise((resolve) => later(AGAIN_MS, resolve));
    return page.holds(ticket, text);
  }

  function stop(composer) {
    followed.get(composer?.editor)?.abort();
    followed.delete(composer?.editor);
  }

  return {
    stop,
    has: (composer) => followed.has(composer?.editor),
    /** @param {any} intent @param {'logged'|'none'|'unknown'} log */
    start(intent, log) {
      const {composer} = intent;
      if (intent.kind === 'note' || !composer) return;
      stop(composer);
      const ticket = page.place().id;
      const text = page.read(composer).text.trim().slice(0, SURE);
      const life = new AbortController();
      let wasRefused = false;
      followed.set(composer.editor, life);
      page.followSend(intent, {
        waiting: () => say('info', WAITING),
        refused: () => {
          wasRefused = true;
          followed.delete(composer.editor);
          say('info', REFUSED);
        },
        left: async (shown) => {
          page.forgetTicket();
          const is = shown || (await isIn(ticket, text));
          if (!(is ?? !wasRefused)) return; // thrown away
          if (is && log === 'logged') say('success', 'Mejlet är skickat och loggat.');
          tell(log === 'unknown' ? 'sent-unlogged' : 'sent', {ticket});
        },
        signal: AbortSignal.any([signal, life.signal]),
      });
    },
  };
}
