// What is to be logged in CAB: customer number, code, status and text, each with its button to copy it.

import {button, isOpen, toggle} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

const HOW = {
  new: 'Lägg upp en ny logg på kundbilden i CAB.',
  append: 'Öppna loggen som redan finns, välj ”Lägg till ny kommentar” och spara.',
  whole: 'Det finns tidigare mejl men ingen logg. Logga hela konversationen.',
};
const BRIEFLY = {new: 'Ny logg', append: 'Fyll på loggen som finns', whole: 'Hela konversationen'};
const HELP = 'log-help';

/** The text for the log; null while the agent hasn't said which. @param {any} dialog */
export function logText({gate, answer}) {
  if (!gate) return null;
  if (gate.situation !== 'ask') return gate.text;
  return answer ? gate.choices?.[answer] ?? gate.text : null;
}

/** What the head of the dialog says when there is only the log. @param {any} dialog */
export const logWords = ({isRepaired}) => (isRepaired
  ? 'Du har loggat mejlet och sedan ändrat några ord. Räcker loggen kan du skicka direkt.'
  : 'Mejlet ska loggas innan det går till kunden.');

/** @param {import('../parts/controls.js').Ui} ui @param {any} dialog */
export function logGate(ui, dialog) {
  const {gate, answer, isBrief} = dialog;
  const text = logText(dialog);
  const situation = gate.situation === 'ask' ? answer : gate.situation;
  const explains = situation && (!isBrief || isOpen(ui, HELP));
  return h('section', {key: 'gate', class: 'gate', 'aria-labelledby': 'gate-title'},
    h('div', {class: 'gate-head', key: 'head'},
      h('h3', {id: 'gate-title'}, 'Logga i CAB'),
      situation ? h('span', {class: 'chip'}, BRIEFLY[situation]) : null,
      isBrief && situation ? button('Så loggar du', () => toggle(ui, HELP), {
        look: 'icon', sign: icon('help'), key: 'help', props: {'aria-expanded': String(isOpen(ui, HELP))},
      }) : null),
    gate.situation === 'ask' ? question(ui, answer) : null,
    explains ? h('p', {key: 'how', class: 'how'}, HOW[situation]) : null,
    text === null ? null : [
      codes(ui, dialog),
      dialog.isCut && situation === 'whole' ? older(ui) : null,
      h('label', {class: 'spoken', for: 'log-text', key: 'label'}, 'Text till loggen'),
      h('textarea', {
        id: 'log-text', key: 'text', readOnly: true, spellcheck: 'false', value: text,
        on: {copy: (event) => copiedByHand(ui, event)},
      }),
      copyLog(ui, text, dialog.copied, isBrief),
    ]);
}

function codes(ui, {gate: {customer, code, status}, taken = [], unchecked}) {
  const item = (what, label, value) => h('div', {key: what},
    h('dt', null, label),
    value ? h('dd', null, h('span', null, value), copyCode(ui, value, taken.includes(value)))
      : h('dd', {class: 'empty'}, 'står inte i mejlen'));
  return h('dl', {class: 'codes', key: 'codes'},
    customer || !unchecked ? item('customer', 'Kundnummer', customer) : null, // unchecked: nothing has looked for it
    item('code', 'Kod', code), item('status', 'Status', status));
}

function copyCode(ui, value, isCopied) {
  const click = async () => {
    if ((await ui.actions.copy(value)) !== false) ui.actions.dialog.copied(value);
  };
  return button(isCopied ? `Kopiera ${value} igen` : `Kopiera ${value}`, click, {
    look: isCopied ? 'icon done' : 'icon', sign: icon(isCopied ? 'quiet' : 'copy'), key: 'copy',
  });
}

const older = (ui) => h('div', {class: 'note offline', key: 'older'},
  icon('confirm'), h('p', null, 'Äldre mejl i ärendet är hopfällda på sidan och saknas i texten.'),
  button('Hämta dem', () => ui.actions.dialog.loadOlder(), {look: 'soft', key: 'older'}));

function question(ui, answer) {
  const choice = (value, label) => button(label, () => ui.actions.dialog.answer(value), {
    key: value, look: 'plain choice', sign: answer === value ? icon('quiet') : null,
    props: {'aria-pressed': String(answer === value)},
  });
  return h('div', {class: 'question', role: 'group', 'aria-labelledby': 'question-title', key: 'question'},
    h('p', {id: 'question-title'}, 'Finns det redan en MAICCDIS-logg för ärendet i CAB?'),
    h('div', {class: 'choices'}, choice('append', 'Ja, jag fyller på den'), choice('whole', 'Nej, den saknas')));
}

/** Ctrl+C with all of the text chosen counts as copying it. */
function copiedByHand(ui, {target}) {
  if (target.selectionStart === 0 && target.selectionEnd === target.value.length) ui.actions.dialog.copied();
}

function copyLog(ui, text, copied, isBrief) {
  const click = async () => {
    const done = await ui.actions.copy(text, 'log');
    if (done !== false) ui.actions.dialog.copied();
  };
  return h('div', {class: 'copy-row', key: 'copy'},
    button('Kopiera texten', click, {look: copied ? 'plain' : 'soft', sign: icon('copy'), key: 'copy'}),
    h('span', {class: 'copied', role: 'status', key: 'copied'}, copied ? [icon('quiet'), 'Kopierat'] : null),
    copied || isBrief ? null : h('span', {class: 'help', key: 'keys'}, 'eller Ctrl+C'));
}
