// The panel at the side, and the pill it folds into.

import {button, spoken} from './controls.js';
import {h} from './element.js';
import {countInWords, findingItem, inOrder, LEVELS} from './finding.js';
import {guideCard} from './guide.js';
import {icon, spinner} from './icons.js';
import {markTags, offeredGuides} from './marks.js';
import {suggestions} from './suggestions.js';

const STATES = {
  idle: 'Inget ärende öppet',
  checking: 'Kontrollerar …',
  quiet: 'Inget att anmärka på',
  findings: '',
  offline: 'Frånkopplad',
  blind: 'Kan inte läsa sidan',
};

/** One line that says how things are: also what a screen reader hears when it changes. */
export function statusLine(state) {
  const counted = countInWords(state.findings);
  if (state.status === 'findings') return counted || 'Inget att anmärka på';
  if (state.status === 'idle' && state.ticket) return 'Inget att titta på just nu';
  const says = STATES[state.status] ?? '';
  return ['offline', 'blind'].includes(state.status) && counted ? `${says} · ${counted}` : says;
}

/**
 * @param {import('./controls.js').Ui} ui @param {any} state
 * @param {{drag: Record<string, any>, arrows: (event: KeyboardEvent) => void, otherSide: () => void, fold: () => void}} moving
 */
export function panel(ui, state, moving) {
  return h('div', {key: 'panel', id: 'panel', class: 'panel', tabindex: '-1'},
    h('header', {class: 'panel-head', on: moving.drag},
      icon('lots', 'brand'),
      h('h2', {class: 'panel-title'}, 'Rutinlots'),
      h('p', {class: `state ${state.status}`}, stateSign(state), h('span', null, statusLine(state))),
      button('Flytta panelen till andra sidan', moving.otherSide, {
        look: 'icon', sign: icon('move'), key: 'move', on: {keydown: moving.arrows}, props: {'aria-describedby': 'move-help'},
      }),
      h('span', {id: 'move-help', class: 'spoken'}, 'Piltangenterna flyttar panelen. Du kan också dra den med musen.'),
      button('Fäll ihop panelen', moving.fold, {look: 'icon', sign: icon('minus'), key: 'fold', props: {'aria-expanded': 'true'}})),
    h('div', {class: 'panel-body', id: 'panel-body'},
      state.marks.length > 0 ? h('div', {class: 'part narrow-only', key: 'marks'}, markTags(ui, state.marks, 'panel')) : null,
      stateNotice(state),
      state.guide ? guideCard(ui, state.guide) : null,
      findingsList(ui, state),
      offeredGuides(ui, state),
      suggestions(ui, state)));
}

function findingsList(ui, state) {
  const findings = inOrder(state.findings);
  return findings.length > 0 && h('section', {key: 'findings', class: 'findings', 'aria-label': 'Att titta på', tabindex: '-1'},
    findings.map(({finding, name}) => findingItem(ui, finding, {name, place: 'panel'})));
}

/** What the state means for the agent, in words. */
function stateNotice(state) {
  const {status, missing} = state;
  if (status === 'idle' && !state.ticket) return note('idle', 'Öppna ett ärende så börjar vägledningen.');
  if (status === 'offline') {
    return note('offline', 'Mejlet kan inte kontrolleras just nu, men du kan skicka som vanligt. Påminnelsen om loggen och de tvingande fälten visas ändå.');
  }
  if (status === 'blind') {
    return note('blind', missing.length > 0 ? 'Det här gick inte att läsa:' : 'Sidan ser annorlunda ut än väntat.',
      missing.length > 0 ? h('ul', {class: 'missing'}, missing.map((what) => h('li', {key: what}, what))) : null,
      h('p', null, 'Du kan skicka som vanligt, men kontrollera mejlet själv. Ladda om sidan om det inte går över.'));
  }
  return null;
}

const note = (status, text, ...more) => h('div', {key: `note-${status}`, class: `part note ${status}`},
  icon(status), h('div', {class: 'note-body'}, h('p', null, text), more));

function stateSign(state) {
  if (state.status === 'checking') return spinner();
  if (state.status === 'findings') {
    const level = worst(state.findings);
    return level ? icon(level, level) : icon('quiet');
  }
  return icon(state.status);
}

const worst = (findings) => LEVELS.find((level) => findings.some((finding) => finding.level === level));

/** @param {any} state @param {{drag: Record<string, any>, unfold: () => void}} moving */
export function pill(state, {drag, unfold}) {
  const count = state.findings.filter((finding) => LEVELS.includes(finding.level)).length;
  const level = worst(state.findings);
  const short = {offline: 'Frånkopplad', blind: 'Kan inte läsa'}[state.status];
  const look = state.status === 'offline' || state.status === 'blind' ? state.status : level ?? state.status;
  return h('button', {
    key: 'pill', id: 'pill', type: 'button', class: `pill ${look}`, 'aria-expanded': 'false', title: statusLine(state), on: {click: unfold, ...drag},
  },
  icon('lots', 'brand'),
  spoken(`Rutinlots: ${statusLine(state)}. Öppna panelen`),
  h('span', {class: 'pill-sign', 'aria-hidden': 'true'}, state.status === 'checking' ? spinner() : icon(look in {checking: 1} ? 'idle' : look)),
  count > 0 ? h('span', {class: 'pill-count', 'aria-hidden': 'true'}, String(count)) : null,
  short ? h('span', {class: 'pill-text', 'aria-hidden': 'true'}, short) : null);
}
