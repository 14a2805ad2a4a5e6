/** A message that arrives while a mail is held: what was asked about is no longer the whole conversation. */

/**
 * @typedef {import('../mail.js').Mail} Mail
 * @param {{page: any}} given
 */
export function createNews({page}) {
  /** Whether the thread has grown since the mail was asked about; a page being redrawn has fewer messages. @param {Mail} mail */
  const isThere = ({size, isLoading}) => size !== null && !isLoading && page.threadSize() > size;

  return {
    isThere,
    /** The mail is asked about, with the thread as it is now. @param {Mail} mail */
    taken(mail) {
      if (isThere(mail)) {
        mail.hasNews = true;
        mail.hadCopied ||= Boolean(mail.dialog?.copied);
      }
      mail.size = page.threadSize();
    },
    /** Older messages come by the agent's own click: they are no news. @param {Mail} mail @param {() => Promise<boolean>} load */
    async without(mail, load) {
      mail.isLoading = true;
      const hasCome = await load();
      mail.isLoading = false;
      mail.size = page.threadSize();
      return hasCome;
    },
  };
}
