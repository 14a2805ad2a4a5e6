// All that the overlay is told: what it shows follows from this.

/**
 * @typedef {object} State
 * @property {'idle'|'checking'|'quiet'|'findings'|'offline'|'blind'} status
 * @property {boolean} [busy]        offline: the server answers, but has too much to do
 * @property {boolean} [gone]        offline: until the page is loaded again
 * @property {string[]} missing      blind: what could not be read, in Swedish
 * @property {{id: number, subject: string}|null} ticket
 * @property {'list'|'open'|'write'|'note'|null} moment
 * @property {any[]} findings        as the API gives them, dismissed ones gone; so are marks, guides and suggestions
 * @property {any[]} marks
 * @property {any[]} guides
 * @property {any[]} library         every guide there is: id and title
 * @property {any[]} suggestions
 * @property {{query: string, results: any[]|null, open: boolean}} search  results null: not searched yet
 * @property {any|null} guide        the open guide, filled; see guide/card.js
 * @property {Partial<import('../sending/dialog/dialog.js').Dialog>|null} dialog
 * @property {{finding: any, rect: import('./place/placement.js').Rect}|null} hover
 * @property {{open: boolean, side: 'right'|'left', top: number, folded?: string[]}} place  top is 0–1 of the window's
 *   height; folded: the sections that the agent keeps shut
 * @property {{main?: Element|null, row?: HTMLElement|null, theme: 'light'|'dark'|null, late?: boolean}} layout  of the page;
 *   see freshdesk/page/layout.js. late: it may still come; theme null: the system's
 * @property {import('./place/placement.js').Rect[]} keepClear  never covered: the Send button, the editor; soft: rather not
 * @property {{kind: 'info'|'success', text: string}|null} notice
 * @property {{kind: 'error', text: string}|null} alarm  what went wrong
 * @property {any|null} log           what to log in CAB, shown because the agent asked for it
 * @property {string|null} skeleton  the page without its words, to be looked at and passed on
 */

/** @type {State} */
export const NOTHING = {
  status: 'idle', missing: [], ticket: null, moment: null, findings: [], marks: [], guides: [], library: [], suggestions: [],
  search: {query: '', results: null, open: false}, guide: null, dialog: null, hover: null, skeleton: null,
  place: {open: true, side: 'right', top: 0.12}, layout: {theme: null}, keepClear: [], notice: null, alarm: null,
  log: null,
};
