/**
 * All that the content script knows, as one value, and what of it the overlay shows. Pure: no page, no clock, no asking.
 *
 * @typedef {import('../../../api.d.ts').Verdict} Verdict
 * @typedef {import('../../../api.d.ts').Finding} Finding
 * @typedef {object} State
 * @property {'ticket'|'new'|'list'|'other'} where
 * @property {import('../../../api.d.ts').Ticket|null} ticket  as it was sent to the backend
 * @property {import('../../../api.d.ts').Agent|null} agent
 * @property {'list'|'open'|'write'|'note'|null} moment
 * @property {Verdict|null} verdict
 * @property {string} text                  the draft's text that the verdict is about
 * @property {string|null} subject          and its subject, of a mail that has one
 * @property {null|import('../../../messages.js').Why} away
 * @property {string[]} missing             what can't be read
 * @property {Finding[]} prompts            findings that need no backend, while it is away
 * @property {string[]} hidden              what this ticket is spared; see `visible`
 * @property {import('../actions/guides.js').Open|null} guide
 * @property {string|null} skeleton          the page without its words, while the agent looks at it
 * @property {import('../../../api.d.ts').Gate|null} log  what to log, while the agent looks at it
 * @property {any[]} library                every guide there is, as the pack has them
 * @property {import('../../../api.d.ts').Pack} pack  the backend's latest, or the first one
 */

/** @type {Verdict} */
export const EMPTY = Object.freeze({findings: [], marks: [], guides: [], suggestions: [], gate: null});
const UNKNOWN = Object.freeze({main: null, row: null, theme: null, late: true}); // of the page
const NO_SEARCH = Object.freeze({query: '', results: null, open: false});

/**
 * @typedef {State & Record<string, any>} Full
 * @typedef {{type: string, [given: string]: any}} Action  see `changes`
 * @param {import('./preferences.js').Place} place @param {import('../../../api.d.ts').Pack} pack
 * @returns {Full}
 */
export const initial = (place, pack) => ({
  where: 'other', ticket: null, agent: null, moment: null, verdict: null, text: '', subject: null, away: null,
  missing: [], prompts: [], hidden: [], guide: null, library: pack.guides, pack, search: NO_SEARCH, dialog: null, hover: null,
  place, keepClear: [], layout: UNKNOWN, notice: null, alarm: null, skeleton: null, log: null,
});

/** What each thing that happens does to the state. */
/** @type {Record<string, (state: Full, action: any) => Full>} */
const changes = {
  /** Another ticket, or none: nothing of the old one may stay. */
  arrived: (state, {where, hidden}) => ({
    ...initial(state.place, state.pack), where, hidden, layout: state.layout, away: state.away,
    notice: state.notice, alarm: state.alarm,
  }),
  read: (state, {ticket, agent, moment, missing, keepClear = state.keepClear, layout = state.layout}) =>
    ({...state, ticket, agent, moment, missing, keepClear, layout}),
  judged: (state, {verdict, text, subject = null}) =>
    ({...state, verdict, text, subject, away: null, prompts: [], hover: renewed(state.hover, verdict.findings)}),
  suggested: (state, {suggestions}) => (state.verdict ? {...state, verdict: {...state.verdict, suggestions}} : state),
  away: (state, {why, prompts}) => ({...state, away: why, prompts, verdict: kept(state.verdict)}),
  hid: (state, {hidden}) => ({...state, hidden, hover: null}),
  noticed: (state, {notice = state.notice, alarm = state.alarm}) => ({...state, notice, alarm}),
  moved: (state, {place}) => ({...state, place}),
  cleared: (state, {keepClear, layout}) => ({...state, keepClear, layout}),
  hovered: (state, {hover}) => ({...state, hover}),
  asked: (state, {dialog}) => ({...state, dialog, hover: null}),
  searched: (state, {search}) => ({...state, search: {...state.search, ...search}}),
  skeletoned: (state, {skeleton}) => ({...state, skeleton}),
  logShown: (state, {log}) => ({...state, log}),
  guided: (state, {guide}) => ({...state, guide}),
  stocked: (state, {pack}) => ({...state, pack, library: pack.guides}),
};

/** A card that is open goes by the newest answer. @param {any} hover @param {Finding[]} findings */
function renewed(hover, findings) {
  const finding = hover && findings.find(({id}) => id === hover.finding.id);
  return finding ? {...hover, finding} : null;
}

/**
 * Findings about a text that may have changed since are not shown while nobody can check it again.
 * @param {Verdict|null} verdict
 */
const kept = (verdict) => verdict && {...EMPTY, marks: verdict.marks, guides: verdict.guides, suggestions: verdict.suggestions};

/** @param {Full} state @param {Action} action @returns {Full} */
export const reduce = (state, action) => changes[action.type](state, action);

/**
 * The findings that the agent is to see: not what a short mail says as plainly itself. A block can't be hidden, but it can be
 * called a false alarm.
 * @param {Finding[]} findings @param {string[]} hidden  ids of checks, with `block:` before them for blocks
 */
export const visible = (findings, hidden) =>
  findings.filter(({id, level, evident}) => !evident && !hidden.includes(level === 'block' ? `block:${id}` : id));

/** Whether the agent is shown replies that fit the ticket. @param {Full} state */
export const suggests = ({where, verdict, place}) =>
  where === 'ticket' && place.open && !place.folded?.includes('suggestions') && Boolean(verdict?.suggestions.length);

/** What the overlay shows of a state; see its own State. @param {Full} state */
export function view(state) {
  const {ticket, moment, missing, search, dialog, hover, place, layout, keepClear, notice, alarm, skeleton, log} = state;
  const verdict = state.verdict ?? EMPTY;
  const findings = visible(state.away ? state.prompts : verdict.findings, state.hidden);
  return {
    status: status(state, findings),
    busy: state.away === 'busy',
    gone: state.away === 'gone',
    missing,
    ticket: ticket && {id: ticket.id, subject: ticket.subject},
    moment,
    findings,
    marks: verdict.marks,
    guides: verdict.guides,
    library: state.library,
    suggestions: verdict.suggestions,
    search, dialog, hover, place, layout, keepClear, notice, alarm, skeleton, log,
    guide: state.guide && shown(state.guide),
  };
}

/** @param {Full} state @param {Finding[]} findings */
function status({where, missing, away, verdict}, findings) {
  if (where === 'other') return 'idle';
  if (missing.length) return 'blind';
  if (away) return 'offline';
  if (!verdict) return 'checking';
  return findings.length ? 'findings' : 'quiet';
}

/** @param {import('../actions/guides.js').Open} guide */
const shown = ({card, done, stale}) => ({
  ...card, stale, steps: (card.steps ?? []).map((step) => ({...step, done: done.includes(step.id)})),
});

/**
 * Whether two values say the same: the same thing, or lists or plain objects of what is the same.
 * @param {any} a @param {any} b @returns {boolean}
 */
export function isSame(a, b) {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name]));
}

/** @param {any} value */
function isPlain(value) {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}

/**
 * The one place where the state is kept; `changed` is told after each change.
 * @typedef {{readonly state: Full, dispatch: (action: Action) => void}} Store
 * @param {Full} first @param {(state: Full) => void} changed @param {AbortSignal} signal
 * @returns {Store}
 */
export function createStore(first, changed, signal) {
  let state = first;
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      if (signal.aborted) return;
      state = reduce(state, action);
      changed(state);
    },
  };
}
