/**
 * All that the content script knows, as one value, and what of it the overlay shows. Pure: no page, no clock, no asking.
 *
 * @typedef {{findings: any[], marks: any[], guides: any[], suggestions: any[], gate: any}} Verdict
 * @typedef {object} State
 * @property {'ticket'|'new'|'list'|'other'} where
 * @property {object|null} ticket           as it was sent to the backend
 * @property {object|null} agent
 * @property {'list'|'open'|'write'|'note'|null} moment
 * @property {Verdict|null} verdict
 * @property {string} text                  the draft's text that the verdict is about
 * @property {null|'offline'|'busy'|'gone'|'token'} away
 * @property {string[]} missing             what can't be read
 * @property {any[]} prompts                findings that need no backend, while it is away
 * @property {string[]} hidden              ids of checks that this ticket is spared
 * @property {import('./guides.js').Open|null} guide
 * @property {string|null} skeleton          the page without its words, while the agent looks at it
 * @property {any[]} library                every guide there is, as the pack has them
 */

export const EMPTY = Object.freeze({findings: [], marks: [], guides: [], suggestions: [], gate: null});
const NO_SEARCH = Object.freeze({query: '', results: null, open: false});

/** @returns {State & Record<string, any>} */
export const initial = (place) => ({
  where: 'other', ticket: null, agent: null, moment: null, verdict: null, text: '', away: null, missing: [], prompts: [],
  hidden: [], guide: null, library: [], search: NO_SEARCH, dialog: null, hover: null, place, keepClear: [], notice: null, alarm: null, skeleton: null,
});

/** What each thing that happens does to the state. */
const changes = {
  /** Another ticket, or none: nothing of the old one may stay. */
  arrived: (state, {where, hidden}) => ({
    ...initial(state.place), where, hidden, away: state.away, notice: state.notice, alarm: state.alarm, library: state.library,
  }),
  read: (state, {ticket, agent, moment, missing}) => ({...state, ticket, agent, moment, missing}),
  judged: (state, {verdict, text}) => ({...state, verdict, text, away: null, prompts: []}),
  away: (state, {why, prompts}) => ({...state, away: why, prompts, verdict: kept(state.verdict)}),
  hid: (state, {hidden}) => ({...state, hidden, hover: null}),
  noticed: (state, {notice = state.notice, alarm = state.alarm}) => ({...state, notice, alarm}),
  moved: (state, {place}) => ({...state, place}),
  cleared: (state, {keepClear}) => ({...state, keepClear}),
  hovered: (state, {hover}) => ({...state, hover}),
  asked: (state, {dialog}) => ({...state, dialog, hover: null}),
  searched: (state, {search}) => ({...state, search: {...state.search, ...search}}),
  skeletoned: (state, {skeleton}) => ({...state, skeleton}),
  guided: (state, {guide}) => ({...state, guide}),
  stocked: (state, {library}) => ({...state, library}),
};

/** Findings about a text that may have changed since are not shown while nobody can check it again. */
const kept = (verdict) => (verdict ? {...EMPTY, marks: verdict.marks, guides: verdict.guides, suggestions: verdict.suggestions} : null);

/** @param {State} state @param {{type: keyof typeof changes}} action */
export const reduce = (state, action) => changes[action.type](state, action);

/** The findings that the agent is to see: blocks can't be hidden. */
export const visible = (findings, hidden) => findings.filter(({id, level}) => level === 'block' || !hidden.includes(id));

/** What the overlay shows of a state; see its own State. */
export function view(state) {
  const {ticket, moment, missing, search, dialog, hover, place, keepClear, notice, alarm, skeleton} = state;
  const verdict = state.verdict ?? EMPTY;
  const findings = visible(state.away ? state.prompts : verdict.findings, state.hidden);
  return {
    status: status(state, findings),
    busy: state.away === 'busy',
    missing,
    ticket: ticket && {id: ticket.id, subject: ticket.subject},
    moment,
    findings,
    marks: verdict.marks,
    guides: verdict.guides,
    library: state.library,
    suggestions: verdict.suggestions,
    search, dialog, hover, place, keepClear, notice, alarm, skeleton,
    guide: state.guide && shown(state.guide),
  };
}

function status({where, missing, away, verdict}, findings) {
  if (where === 'other') return 'idle';
  if (missing.length) return 'blind';
  if (away) return 'offline';
  if (!verdict) return 'checking';
  return findings.length ? 'findings' : 'quiet';
}

const shown = ({card, done, stale}) => ({...card, stale, steps: (card.steps ?? []).map((step) => ({...step, done: done.includes(step.id)}))});
