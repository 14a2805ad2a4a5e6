// The one send dialog: everything that stands between the mail and the customer, in one place, with a way back and on.

import {button} from './controls.js';
import {h} from './element.js';
import {countInWords, findingItem, inOrder} from './finding.js';
import {icon, spinner} from './icons.js';

const LONGEST_REASON = 200;

const HOW_TO_LOG = {
  new: 'Lägg upp en ny logg på kundbilden i CAB.',
  append: 'Öppna loggen som redan finns, välj ”Lägg till ny kommentar” och spara.',
  whole: 'Det finns tidigare mejl men ingen logg. Logga hela konversationen.',
};

/** A note is added and goes nowhere; everything else is a mail. */
const MAIL = {
  title: 'Innan du skickar', back: 'Tillbaka till mejlet',
  checking: 'Mejlet kontrolleras innan det skickas. Det tar högst någon sekund.',
  about: 'Att titta på innan mejlet skickas', ready: 'Allt är klart. Du kan skicka.', send: 'Skicka', anyway: 'Skicka ändå',
  unchecked: 'texten i mejlet är inte kontrollerad. Du kan skicka ändå.',
};
const NOTE = {
  title: 'Innan du lägger till anteckningen', back: 'Tillbaka till anteckningen',
  checking: 'Anteckningen kontrolleras innan den läggs till. Det tar högst någon sekund.',
  about: 'Att titta på innan anteckningen läggs till', ready: 'Allt är klart. Du kan lägga till anteckningen.',
  send: 'Lägg till', anyway: 'Lägg till ändå',
  unchecked: 'texten i anteckningen är inte kontrollerad. Du kan lägga till den ändå.',
};
const WHY_NOT = {offline: 'Frånkopplad', slow: 'Kontrollen dröjer', blind: 'Sidan går inte att läsa'};
const wording = ({isNote}) => (isNote ? NOTE : MAIL);

/** A reason is at least two words. @param {string} [text] */
const isReason = (text = '') => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= 2;

/** What may stop a mail: blocks first, then confirms. */
const stopping = (dialog) => inOrder(dialog.findings).filter(({finding}) => finding.level !== 'hint');

/** @param {import('./controls.js').Ui} ui @param {any} dialog */
export function sendDialog(ui, dialog) {
  if (!dialog) return null;
  const named = {'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-summary'};
  return h('div', {key: 'dialog', class: 'scrim'},
    h('div', {
      id: 'dialog', class: `dialog ${dialog.phase}`, role: 'dialog', 'aria-modal': 'true', ...named, tabindex: '-1',
    }, dialog.phase === 'waiting' ? waiting(ui, dialog) : asking(ui, dialog)));
}

const waiting = (ui, dialog) => [
  h('div', {class: 'dialog-head', key: 'head'}, h('h2', {id: 'dialog-title'}, spinner(), 'Kontrollerar …')),
  h('div', {class: 'dialog-body', key: 'body'},
    h('p', {id: 'dialog-summary'}, wording(dialog).checking)),
  h('div', {class: 'dialog-foot', key: 'foot'}, back(ui, dialog)),
];

const back = (ui, dialog) => button(wording(dialog).back, () => ui.actions.dialog.back(), {key: 'back'});

function asking(ui, dialog) {
  const findings = stopping(dialog);
  const {gate} = dialog;
  return [
    h('div', {class: 'dialog-head', key: 'head'},
      h('h2', {id: 'dialog-title'}, wording(dialog).title),
      h('p', {id: 'dialog-summary'}, summary(dialog, findings))),
    h('div', {class: 'dialog-body', key: 'body', id: 'dialog-body'},
      h('p', {class: 'spoken', role: 'status'}, summary(dialog, findings)),
      dialog.unchecked
        ? h('div', {class: 'note offline'},
          icon('offline'), h('p', null, `${WHY_NOT[dialog.unchecked]}: ${wording(dialog).unchecked}`))
        : null,
      findings.length > 0 ? stoppers(ui, dialog, findings) : null,
      gate ? logGate(ui, gate, dialog) : null,
      offersModes(findings) ? chosenStatus(dialog) : sendModes(ui, dialog)),
    h('div', {class: 'dialog-foot', key: 'foot'}, back(ui, dialog), h('span', {class: 'push'}), send(ui, dialog, findings)),
  ];
}

const stoppers = (ui, dialog, findings) =>
  h('section', {key: 'findings', class: 'findings', 'aria-label': wording(dialog).about, tabindex: '-1'},
    findings.map(({finding, name}) =>
      findingItem(ui, finding, {name, place: 'dialog'}, finding.level === 'block' && reason(ui, finding, name))));

function summary(dialog, findings) {
  const {gate} = dialog;
  const parts = [countInWords(findings.map(({finding}) => finding)), gate ? 'logga i CAB' : ''].filter(Boolean);
  if (parts.length === 0) return wording(dialog).ready;
  if (findings.length === 0) return 'Mejlet ska loggas innan det går till kunden.';
  const text = parts.join(' · ');
  return text[0].toUpperCase() + text.slice(1);
}

function reason(ui, finding, name) {
  const id = `reason-${name}`;
  const {reasons, missing} = ui.view;
  const wrong = missing.has(finding.id);
  const input = (event) => {
    reasons.set(finding.id, event.target.value);
    if (wrong && isReason(event.target.value)) {
      missing.delete(finding.id);
      ui.redraw();
    }
  };
  return h('div', {class: 'reason', key: 'reason'},
    h('label', {for: id}, 'Skäl för att skicka ändå'),
    h('input', {
      id, type: 'text', maxlength: String(LONGEST_REASON), autocomplete: 'off', value: reasons.get(finding.id) ?? '',
      'aria-describedby': `${id}-help`, 'aria-invalid': wrong ? 'true' : null, on: {input},
    }),
    h('p', {id: `${id}-help`, class: wrong ? 'help wrong' : 'help'},
      wrong ? [icon('block'), 'Skriv ett skäl med minst två ord, eller rätta felet.']
        : 'Minst två ord. Inga kunduppgifter.'));
}

function logGate(ui, gate, dialog) {
  const asks = gate.situation === 'ask';
  const situation = asks ? dialog.answer : gate.situation;
  const text = asks ? gate.choices?.[dialog.answer] ?? gate.text : gate.text;
  return h('section', {key: 'gate', class: 'gate', 'aria-labelledby': 'gate-title'},
    h('h3', {id: 'gate-title'}, 'Logga i CAB'),
    asks ? question(ui, dialog.answer) : null,
    situation ? [
      h('p', null, HOW_TO_LOG[situation]),
      h('dl', {class: 'codes'},
        h('div', null, h('dt', null, 'Kod'), h('dd', null, gate.code)),
        h('div', null, h('dt', null, 'Status'), h('dd', null, gate.status))),
      h('label', {class: 'spoken', for: 'log-text'}, 'Text till loggen'),
      h('textarea', {
        id: 'log-text', readOnly: true, rows: '6', spellcheck: 'false', value: text,
        on: {copy: (event) => copiedByHand(ui, event)},
      }),
      copyLog(ui, text, dialog.copied),
    ] : null);
}

function question(ui, answer) {
  const choice = (value, label) => button(label, () => ui.actions.dialog.answer(value), {
    key: value, look: 'plain choice', sign: answer === value ? icon('quiet') : null,
    props: {'aria-pressed': String(answer === value)},
  });
  return h('div', {class: 'question', role: 'group', 'aria-labelledby': 'question-title'},
    h('p', {id: 'question-title'}, 'Finns det redan en MAICCDIS-logg för ärendet i CAB?'),
    h('div', {class: 'choices'}, choice('append', 'Ja, jag fyller på den'), choice('whole', 'Nej, den saknas')));
}

/** Ctrl+C with all of the text chosen counts as copying it. */
function copiedByHand(ui, {target}) {
  if (target.selectionStart === 0 && target.selectionEnd === target.value.length) ui.actions.dialog.copied();
}

function copyLog(ui, text, copied) {
  const click = async () => {
    const done = await ui.actions.copy(text, 'log');
    if (done !== false) ui.actions.dialog.copied();
  };
  return h('div', {class: 'copy-row', key: 'copy'},
    button('Kopiera texten', click, {look: copied ? 'plain' : 'soft', sign: icon('copy'), key: 'copy'}),
    h('span', {class: 'copied', role: 'status', key: 'copied'}, copied ? [icon('quiet'), 'Kopierat'] : null));
}

/** The agent's own choice goes before what the dialog opened with. */
const chosenMode = (ui, dialog) => ui.view.sendMode ?? dialog.sendMode;

/** A finding that asks about the way of sending already lets the agent choose. */
const offersModes = (findings) =>
  findings.some(({finding}) => finding.actions?.some(({kind}) => kind === 'send-and-close'));

const chosenStatus = ({status}) => (status ? h('p', {class: 'modes', key: 'modes'}, `Du valde ”${status}”.`) : null);

function sendModes(ui, dialog) {
  if (!dialog.sendMode) return null;
  const choose = (value) => {
    ui.view.sendMode = value;
    ui.redraw();
  };
  return h('fieldset', {class: 'modes', key: 'modes'},
    h('legend', null, 'Så skickas mejlet'),
    [['send', dialog.status ?? 'Skicka'], ['send-and-close', 'Skicka och inställt som Avslutad']].map(([value, label]) =>
      h('label', {key: value},
        h('input', {
          type: 'radio', name: 'send-mode', value, checked: chosenMode(ui, dialog) === value,
          on: {change: () => choose(value)},
        }), label)));
}

function send(ui, dialog, findings) {
  const {gate} = dialog;
  if (gate?.situation === 'ask' && !dialog.answer) {
    return h('p', {class: 'help', key: 'first'}, 'Svara på frågan först.');
  }
  const mode = chosenMode(ui, dialog) ?? 'send';
  const label = gate ? 'Loggat – skicka' : findings.length > 0 ? wording(dialog).anyway : wording(dialog).send;
  const click = () => {
    const blocks = findings.map(({finding}) => finding).filter(({level}) => level === 'block');
    const missing = blocks.filter(({id}) => !isReason(ui.view.reasons.get(id)));
    ui.view.missing = new Set(missing.map(({id}) => id));
    if (missing.length > 0) {
      ui.redraw();
      ui.focus('.reason input[aria-invalid]');
      return;
    }
    const reasons = Object.fromEntries(blocks.map(({id}) => [id, ui.view.reasons.get(id).trim()]));
    ui.actions.dialog.send({reasons, sendMode: mode});
  };
  return button(mode === 'send-and-close' ? `${label} och avsluta` : label, click, {look: 'primary', key: 'send'});
}
