// What becomes of a mail that the gate has let go: "sent" is said only when the page shows that it is.

const REFUSED =
  'Freshdesk har inte skickat mejlet. Rätta det som Freshdesk visar och skicka igen. Det du har loggat behöver inte loggas om.';

/**
 * @param {{page: any, say: (kind: string, text: string) => void, tell: (kind: string, about?: object) => void, signal: AbortSignal}} given
 */
export function createFollow({page, say, tell, signal}) {
  const followed = new WeakMap(); // editor → what ends the following

  return {
    has: (composer) => followed.has(composer?.editor),
    /** @param {any} intent @param {'logged'|'none'|'unknown'} log */
    start(intent, log) {
      const editor = intent.composer?.editor;
      if (intent.kind === 'note' || !editor || followed.has(editor)) return;
      const life = new AbortController();
      followed.set(editor, life);
      page.followSend(intent, {
        sent: () => {
          if (log === 'logged') say('success', 'Mejlet är skickat och loggat.');
          tell(log === 'unknown' ? 'sent-unlogged' : 'sent');
          page.forgetTicket();
        },
        refused: () => {
          followed.delete(editor);
          say('info', REFUSED);
        },
        signal: AbortSignal.any([signal, life.signal]),
      });
    },
    /** It did not go after all. */
    stop(composer) {
      followed.get(composer?.editor)?.abort();
      followed.delete(composer?.editor);
    },
  };
}
