// The panel at the side, and the pill it folds into.

import {guideCard} from '../guide/card.js';
import {button, spoken, tip} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {countInWords, findingItem, inOrder, LEVELS} from '../parts/finding.js';
import {icon, spinner} from '../parts/icons.js';
import {logCard} from './log.js';
import {markTags, offeredGuides} from './marks.js';
import {reportButton, reportCard, reportFoot} from './report.js';
import {suggestions} from './suggestions.js';

const STATES = {
  idle: 'Inget ärende öppet',
  checking: 'Kontrollerar …',
  quiet: 'Inget att anmärka på',
  findings: '',
  offline: 'Frånkopplad',
  blind: 'Kan inte läsa sidan',
};

const BUSY_WORD = 'Servern är upptagen';
const BUSY = 'Servern har mycket att göra just nu. Mejlet kontrolleras så snart den hinner, och du kan skicka som vanligt. '
  + 'Påminnelsen om loggen och de obligatoriska fälten visas ändå.';
const OFFLINE = 'Mejlet kan inte kontrolleras just nu, men du kan skicka som vanligt. '
  + 'Påminnelsen om loggen och de obligatoriska fälten visas ändå.';
const GONE = 'Rutinlots har uppdaterats eller stängts av, och kontrollerar inga mejl här förrän du laddar om sidan. '
  + 'Gör det när det passar: så länge kan du skicka som vanligt, och påminnelsen om loggen och de obligatoriska fälten visas ändå.';

/** One line that says how things are: also what a screen reader hears when it changes. */
export function statusLine(state) {
  return [saysOf(state), countInWords(state.findings)].filter(Boolean).join(' · ');
}

const saysOf = ({status, ticket, busy}) =>
  status === 'offline' && busy ? BUSY_WORD : (status === 'idle' && ticket ? 'Inget att titta på just nu' : STATES[status] ?? '');

/**
 * @param {import('../parts/controls.js').Ui} ui @param {any} state
 * @param {{drag: Record<string, any>, arrows: (event: KeyboardEvent) => void, otherSide: () => void,
 *   fold: () => void, marks: any[]}} moving  marks: those that have no place at the top
 */
export function panel(ui, state, moving) {
  const {marks} = moving;
  const named = {role: 'group', 'aria-labelledby': 'panel-title'};
  return h('div', {key: 'panel', id: 'panel', class: 'panel', ...named, tabindex: '-1'},
    head(state, moving),
    h('div', {class: 'panel-body', id: 'panel-body'},
      marks.length > 0 ? h('div', {class: 'part', key: 'marks'}, markTags(ui, marks, 'panel')) : null,
      stateNotice(ui, state),
      state.status === 'blind' ? reportCard(ui, state.skeleton) : null,
      logCard(ui, state.log),
      state.guide ? guideCard(ui, state.guide) : null,
      findingsList(ui, state),
      offeredGuides(ui, state, marks),
      suggestions(ui, state),
      state.status === 'blind' ? null : reportCard(ui, state.skeleton) ?? reportFoot(ui)));
}

const head = (state, {drag, arrows, otherSide, fold}) => h('header', {class: 'panel-head', on: drag},
  icon('lots', 'brand'),
  h('h2', {id: 'panel-title', class: 'panel-title'}, 'Rutinlots'),
  h('p', {class: `state ${state.status}`}, stateSign(state), counts(state)),
  button('Flytta panelen till andra sidan', otherSide, {
    look: 'icon mover', sign: icon('move'), on: {keydown: arrows}, props: {'aria-describedby': 'move-help'},
  }),
  h('span', {id: 'move-help', class: 'spoken'}, 'Piltangenterna flyttar panelen. Du kan också dra den med musen.'),
  button('Fäll ihop panelen', fold, {look: 'icon', sign: icon('minus'), props: {'aria-expanded': 'true'}}));

function findingsList(ui, state) {
  const findings = inOrder(state.findings);
  const props = {key: 'findings', class: 'findings', 'aria-label': 'Att titta på', tabindex: '-1'};
  return findings.length > 0 && h('section', props,
    findings.map(({finding, name}) => findingItem(ui, finding, {name, place: 'panel'})));
}

/** What the state means for the agent, in words. */
function stateNotice(ui, state) {
  const {status, missing} = state;
  if (status === 'idle' && !state.ticket) return note('idle', 'Öppna ett ärende så börjar vägledningen.');
  if (status === 'offline') {
    return note('offline', state.gone ? GONE : state.busy ? BUSY : OFFLINE);
  }
  if (status === 'blind') {
    return note('blind', missing.length > 0 ? 'Det här gick inte att läsa:' : 'Sidan ser annorlunda ut än väntat.',
      missing.length > 0 ? h('ul', {class: 'missing'}, missing.map((what) => h('li', {key: what}, what))) : null,
      h('p', null, 'Du kan skicka som vanligt, men kontrollera mejlet själv. Ladda om sidan om det inte går över.'),
      state.skeleton === null ? reportButton(ui, 'soft') : null);
  }
  return null;
}

const note = (status, text, ...more) => h('div', {key: `note-${status}`, class: `part note ${status}`},
  icon(status), h('div', {class: 'note-body'}, h('p', null, text), more));

function stateSign(state) {
  if (state.status === 'findings') return null;
  return [state.status === 'checking' ? spinner() : icon(state.status), h('span', null, saysOf(state))];
}

/** In the head there is room for shapes and figures; the words are spoken, and stand there when they fit. */
function counts({findings, status}) {
  const present = LEVELS
    .map((level) => ({level, some: findings.filter((finding) => finding.level === level)}))
    .filter(({some}) => some.length > 0);
  const inWords = present.length === 1 && status === 'findings';
  return present.map(({level, some}) => h('span', {key: level, class: 'count', title: countInWords(some)},
    icon(level, level),
    h('span', {'aria-hidden': inWords ? null : 'true'}, inWords ? countInWords(some) : some.length),
    inWords ? null : spoken(`${countInWords(some)} `)));
}

const worst = (findings) => LEVELS.find((level) => findings.some((finding) => finding.level === level));

/** @param {any} state @param {{drag: Record<string, any>, unfold: () => void, marks: any[]}} moving */
export function pill(state, {drag, unfold, marks}) {
  const count = state.findings.filter((finding) => LEVELS.includes(finding.level)).length;
  const level = worst(state.findings);
  const away = ['offline', 'blind'].includes(state.status);
  const look = away ? state.status : level ?? (state.status === 'findings' ? 'quiet' : state.status);
  const says = [statusLine(state), ...marks.map(({label}) => label)].filter(Boolean).join(' · ');
  return h('button', {
    key: 'pill', id: 'pill', type: 'button', class: `pill ${look}`, 'aria-expanded': 'false',
    on: {click: unfold, ...drag},
  },
  icon('lots', 'brand'),
  spoken(`Rutinlots: ${says}. Öppna panelen`),
  marks.length > 0 ? icon('mark', 'mark') : null,
  h('span', {class: 'pill-sign', 'aria-hidden': 'true'}, state.status === 'checking' ? spinner() : icon(look)),
  count > 0 ? h('span', {class: 'pill-count', 'aria-hidden': 'true'}, String(count)) : null,
  tip(says));
}
