// The one send dialog: everything that stands between the mail and the customer, in one place, with a way back and on.
// What the agent says in it is noted outside (sending/dialog/notes.js): this draws it and remembers nothing.

import {button} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {countInWords, findingItem, inOrder} from '../parts/finding.js';
import {icon, spinner} from '../parts/icons.js';
import {logGate, logText, logWords} from './log.js';
import {sendModes} from './modes.js';
import {isReason, reason} from './reason.js';
import {wording} from './wording.js';

const WHY_NOT = {offline: 'Frånkopplad', slow: 'Kontrollen dröjer', blind: 'Sidan går inte att läsa'};

/** What may stop a mail: blocks first, then confirms. */
const stopping = (dialog) => inOrder(dialog.findings).filter(({finding}) => finding.level !== 'hint');

/** Whether Freshdesk itself insists on what a finding asks for: it takes no reason. */
const isEnforced = ({enforced = []}, {id}) => enforced.includes(id);

/** @param {import('../parts/controls.js').Ui} ui @param {any} dialog */
export function sendDialog(ui, dialog) {
  if (!dialog) return null;
  const findings = stopping(dialog);
  const look = ['dialog', dialog.phase, dialog.gate ? 'logs' : '', dialog.gate && findings.length ? 'wide' : ''].filter(Boolean);
  const named = {'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-summary'};
  return h('div', {key: 'dialog', class: 'scrim'},
    h('div', {
      id: 'dialog', class: look.join(' '), role: 'dialog', 'aria-modal': 'true', ...named, tabindex: '-1',
      on: {copy: (event) => copied(ui, dialog, event)},
    }, dialog.phase === 'waiting' ? waiting(ui, dialog) : asking(ui, dialog, findings)));
}

/** Ctrl+C with nothing chosen copies the log: it is what there is to copy here. */
function copied(ui, dialog, event) {
  const text = logText(dialog);
  if (!text || event.target.matches('input, textarea') || String(getSelection())) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', text);
  ui.actions.dialog.copied();
}

const waiting = (ui, dialog) => [
  h('div', {class: 'dialog-head', key: 'head'}, h('h2', {id: 'dialog-title'}, spinner(), 'Kontrollerar …')),
  h('div', {class: 'dialog-body', key: 'body'},
    h('p', {id: 'dialog-summary'}, wording(dialog).checking)),
  h('div', {class: 'dialog-foot', key: 'foot'}, back(ui, dialog)),
];

const back = (ui, dialog) => button(wording(dialog).back, () => ui.actions.dialog.back(), {key: 'back'});

function asking(ui, dialog, findings) {
  const said = summary(dialog, findings);
  return [
    h('div', {class: 'dialog-head', key: 'head'},
      h('h2', {id: 'dialog-title'}, wording(dialog).title),
      h('p', {id: 'dialog-summary'}, said)),
    dialog.unchecked ? h('div', {class: 'note offline', key: 'unchecked'},
      icon('offline'), h('p', null, `${WHY_NOT[dialog.unchecked]}: ${wording(dialog).unchecked}`)) : null,
    dialog.hasNews ? news(dialog) : null,
    h('div', {class: 'dialog-body', key: 'body', id: 'dialog-body'},
      h('p', {class: 'spoken', role: 'status'}, said),
      dialog.gate ? logGate(ui, dialog) : null,
      findings.length > 0 ? stoppers(ui, dialog, findings) : null),
    sendModes(ui, dialog, findings),
    h('div', {class: 'dialog-foot', key: 'foot'}, back(ui, dialog), h('span', {class: 'push'}), send(ui, dialog, findings)),
  ];
}

const news = ({isNewText}) => h('div', {class: 'note offline', key: 'news', role: 'status'}, icon('confirm'),
  h('p', null, 'Ett nytt meddelande kom in medan rutan var öppen. Läs det innan du skickar.',
    isNewText ? ' Texten till loggen är också ny: kopiera den igen.' : ''));

const stoppers = (ui, dialog, findings) =>
  h('section', {key: 'findings', class: 'findings', 'aria-label': wording(dialog).about, tabindex: '-1'},
    findings.map(({finding, name}) => findingItem(
      ui, finding, {name, place: 'dialog', act: (action) => choice(ui, dialog, findings, finding, action)},
      finding.level === 'block' && !isEnforced(dialog, finding) && reason(ui, dialog, finding, name))));

/**
 * A button that says that it sends, sends: where more has to be answered first, it only says how.
 * @returns {{label: string, click: () => void}|null} null for an action as it stands
 */
function choice(ui, dialog, findings, finding, action) {
  if (action.kind !== 'send-and-close') return null;
  const sends = findings.length === 1 && (!dialog.gate || logText(dialog) !== null);
  const isLogged = sends && Boolean(dialog.gate);
  const label = !sends ? 'Ställ in som Avslutad' : isLogged ? `Loggat – ${lowered(action.label)}` : action.label;
  return {label, click: () => ui.actions.act(finding, {...action, isLogged})};
}

const lowered = (text) => text[0].toLowerCase() + text.slice(1);

function summary(dialog, findings) {
  const {gate, unmet} = dialog;
  if (unmet) return `Du valde ”${unmet}”, men det gick inte att ställa in. Välj hur mejlet ska skickas.`;
  const parts = [countInWords(findings.map(({finding}) => finding)), gate ? 'logga i CAB' : ''].filter(Boolean);
  if (parts.length === 0) return wording(dialog).ready;
  if (findings.length === 0) return logWords(dialog);
  const text = parts.join(' · ');
  return text[0].toUpperCase() + text.slice(1);
}

function send(ui, dialog, findings) {
  const {gate, reasons = {}} = dialog;
  if (gate?.situation === 'ask' && !dialog.answer) {
    return h('p', {class: 'help', key: 'first'}, 'Svara på frågan om loggen först.');
  }
  const mode = dialog.sendMode ?? 'send';
  const label = gate ? 'Loggat – skicka' : findings.length > 0 ? wording(dialog).anyway : wording(dialog).send;
  const click = (isRepair) => () => {
    const blocks = findings.map(({finding}) => finding)
      .filter((finding) => finding.level === 'block' && !isEnforced(dialog, finding));
    const missing = blocks.filter(({id}) => !isReason(reasons[id]));
    ui.view.missing = new Set(missing.map(({id}) => id));
    if (missing.length > 0) {
      ui.redraw();
      ui.focus('.reason input[aria-invalid]');
      return;
    }
    const why = Object.fromEntries(blocks.map(({id}) => [id, reasons[id].trim()]));
    ui.actions.dialog.send({reasons: why, sendMode: mode, ...(isRepair ? {isRepair} : {})});
  };
  const isRepaired = Boolean(gate && dialog.isRepaired);
  const isReady = !isRepaired && (!gate || dialog.copied || dialog.seen)
    && !findings.some(({finding}) => isEnforced(dialog, finding));
  return [
    isRepaired ? button('Redan loggat – bara en liten ändring', click(true), {
      look: 'primary', key: 'repaired', props: {title: 'Skickar mejlet. Loggen som du gjorde räcker.'},
    }) : null,
    button(mode === 'send-and-close' ? `${label} och avsluta` : label, click(false), {
      look: isReady ? 'primary' : isRepaired ? 'plain' : 'primary unready', key: 'send',
    }),
  ];
}

