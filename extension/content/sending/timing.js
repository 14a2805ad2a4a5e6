/** Every time that a mail on its way depends on, in milliseconds. */

// The one second that a mail may wait. What else has to be done within it follows from it.
export const LIMIT_MS = 1000; // after this a mail may go without the backend's answer
export const CHECK_MS = LIMIT_MS - 100; // a check is given up a little before that, so that its reason is known
export const FLUSH_MS = LIMIT_MS / 4; // of which the events that wait may take so much first: what was logged decides what is to be

export const NOTICE_MS = 300; // after this the agent is told that the mail is being checked
export const RETRY_MS = 1000; // between the tries while the dialog is open without an answer
export const EXEMPT_MS = 60_000; // how long a mail that the gate failed on may go without it
export const FRESH_MS = 20_000; // how long a verdict holds: a colleague may answer meanwhile, or a service close

export const SURE_MS = 3000; // until Freshdesk's interface surely knows of a mail that has left
export const CLOSING_MS = 2000; // between a mail that is in the ticket and its editor that goes
export const SOON_MS = 20_000; // how long after an editor has gone its text is looked for on the page
export const LINK_MS = 2000; // between a click on a link and the page that it leads to
export const RECHECKS_MS = [0, 5000, 15_000, 60_000, 300_000]; // before each try to check a mail that went unchecked
