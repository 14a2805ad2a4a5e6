// How the mail is to be sent.

import {h} from '../parts/element.js';

const MODES = [
  {value: 'send', label: 'Skicka'},
  {value: 'send-and-close', label: 'Skicka och inställt som Avslutad'},
];

/** A finding that asks about the way of sending already lets the agent choose. */
const isAskedByFinding = (findings) =>
  findings.some(({finding}) => finding.actions?.some(({kind}) => kind === 'send-and-close'));

/** @param {import('../parts/controls.js').Ui} ui @param {any} dialog @param {{finding: any}[]} findings */
export function sendModes(ui, {sendMode, modes = MODES}, findings) {
  if (!sendMode) return null;
  if (isAskedByFinding(findings)) {
    const own = modes.find(({value}) => value === sendMode)?.label;
    return sendMode === 'send' && own && own !== 'Skicka'
      ? h('p', {class: 'modes', key: 'modes'}, `Du valde ”${own}”.`) : null;
  }
  return h('fieldset', {class: 'modes', key: 'modes'},
    h('legend', null, 'Så skickas mejlet'),
    modes.map(({value, label}) =>
      h('label', {key: value},
        h('input', {
          type: 'radio', name: 'send-mode', value, checked: sendMode === value,
          on: {change: () => ui.actions.dialog.choose(value)},
        }), label)));
}
