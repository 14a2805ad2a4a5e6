// One finding: what is wrong, what puts it right with one click, and why. The same in the panel, on the hover card and
// in the dialog.

import {button, handbookLink, isOpen, spoken, unfolder} from './controls.js';
import {h} from './element.js';
import {icon} from './icons.js';

/** @type {('block'|'confirm'|'hint')[]} */
export const LEVELS = ['block', 'confirm', 'hint'];

const SAYS = {block: 'Måste rättas', confirm: 'Se över', hint: 'Tips'};

/** Findings in the order they matter, each with a name of its own (a check may answer twice). */
export function inOrder(findings) {
  const seen = new Map();
  return findings
    .filter((finding) => LEVELS.includes(finding.level))
    .map((finding) => {
      const nth = (seen.get(finding.id) ?? 0) + 1;
      seen.set(finding.id, nth);
      return {finding, name: nth === 1 ? finding.id : `${finding.id}-${nth}`};
    })
    .sort((a, b) => LEVELS.indexOf(a.finding.level) - LEVELS.indexOf(b.finding.level));
}

/** "1 att rätta, 2 att se över, 1 tips"; empty when there is nothing. */
export function countInWords(findings, glue = ' · ') {
  const number = (level) => findings.filter((finding) => finding.level === level).length;
  return [[number('block'), 'att rätta'], [number('confirm'), 'att se över'], [number('hint'), 'tips']]
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(glue);
}

/** The message without its first sentence where that is the title, which is read just above it. */
export const beyondTitle = ({title, message}) =>
  (message === `${title}.` ? '' : message.startsWith(`${title}. `) ? message.slice(title.length + 2) : message);

/**
 * @param {import('./controls.js').Ui} ui
 * @param {any} finding  as the API gives it
 * @param {{name: string, place: 'panel'|'card'|'dialog', act?: (action: any) => {label: string, click: () => void}|null}} where
 *   `name` is unique among what is shown in that place; act: what an action says and does, where that is not its own
 * @param {...any} more  what else belongs to it (the dialog's reason)
 */
export function findingItem(ui, finding, {name, place, act}, ...more) {
  const id = `${place}-${name}`;
  const message = beyondTitle(finding);
  return h('article', {key: id, id, class: `finding ${finding.level}`, 'aria-labelledby': `${id}-title`, tabindex: '-1'},
    h('div', {class: `badge ${finding.level}`}, icon(finding.level)),
    h('div', {class: 'finding-body'},
      h('h3', {id: `${id}-title`, class: 'finding-title'}, spoken(`${SAYS[finding.level]}: `), finding.title),
      message ? h('p', {class: 'message'}, message) : null,
      remedies(ui, finding, id, place, act),
      ...more,
      footer(ui, finding, id, place),
      isOpen(ui, `${id}-why`) && why(finding, `${id}-why`),
    ));
}

function remedies(ui, finding, id, place, act) {
  const {actions} = ui;
  const props = {'aria-describedby': `${id}-title`};
  const fixes = (finding.fixes ?? []).map((fix, index) => button(fix.label, () => actions.fix(finding, index), {
    look: index === 0 ? 'soft' : 'plain', sign: icon('fix'), key: `fix-${index}`, props,
  }));
  const acts = (finding.actions ?? []).map((action) => {
    const {label, click} = act?.(action) ?? {label: action.label, click: () => actions.act(finding, action)};
    return button(label, click, {look: fixes.length ? 'plain' : 'soft', key: `${action.kind}-${action.label}`, props});
  });
  const guide = finding.guide && place !== 'dialog'
    ? button('Öppna guiden', () => actions.openGuide(finding.guide), {sign: icon('guide'), key: 'guide', props}) : null;
  const show = place === 'panel' && finding.spans?.some((span) => span.in === 'draft' || span.in === 'subject')
    ? button('Visa i texten', () => actions.goTo(finding), {look: 'link', sign: icon('eye'), key: 'show', props}) : null;
  const all = [...fixes, ...acts, guide, show].filter(Boolean);
  return all.length > 0 && h('div', {class: 'remedies'}, all);
}

const NOT_AGAIN = 'Visa inte igen för det här ärendet';
const WRONG_ALARM = 'Berätta att det här är ett felaktigt larm. Ingen mejltext skickas med.';

function footer(ui, finding, id, place) {
  const {actions} = ui;
  const about = {'aria-describedby': `${id}-title`};
  const quieter = (label, click, props) =>
    button(label, click, {look: 'link quiet', key: label, props: {...about, ...props}});
  return h('div', {class: 'finding-footer'},
    finding.why ? unfolder(ui, 'Varför?', `${id}-why`, {props: about, opened: () => actions.why?.(finding)}) : null,
    h('span', {class: 'push'}),
    finding.level !== 'block' && place !== 'dialog'
      ? quieter('Visa inte igen', () => actions.dismiss(finding), {'aria-label': NOT_AGAIN, title: NOT_AGAIN}) : null,
    quieter('Fel larm', () => actions.report(finding), {title: WRONG_ALARM}));
}

function why(finding, id) {
  const {title, routine, section, text, url} = finding.why;
  return h('div', {class: 'why', id},
    text ? h('p', null, text) : null,
    h('p', {class: 'source'}, [title ?? routine, section].filter(Boolean).join(' › ')),
    handbookLink(url));
}
