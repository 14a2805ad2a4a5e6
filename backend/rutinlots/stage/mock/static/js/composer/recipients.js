/**
 * From, To, Cc and Bcc of a composer. How the real page marks these is not public: all of it is our invention. One of three
 * layouts is drawn by page load, and the attribute names in one of them are new every time; only the labels a person reads
 * and power-select's own classes are the same in all.
 */

import {h} from '../dom.js';
import {mailAddress, multiSelect} from '../multiselect.js';
import {oneOf, random, session} from '../session.js';

const LABELS = {to: 'Till', cc: 'Kopia', bcc: 'Hemlig kopia'};

let layout = null;
const draw = () =>
  (layout ??= oneOf(
    (kind, label, content) =>
      h(
        'div',
        {class: 'ticket-action__fields can-edit'},
        h('div', {class: 'ticket-action__field ticket-action__label text__infotext'}, `${label}: `),
        h('div', {class: 'ticket-action__field ticket-action__email'}, content),
      ),
    (kind, label, content) =>
      h(
        'div',
        {class: 'reply-emails__row ticket-action__fields', 'data-test-id': `${kind}-emails-field`},
        h('label', {class: 'ticket-action__label'}, label),
        content,
      ),
    (kind, label, content) =>
      h(
        'div',
        {class: 'ticket-action__fields', [`data-${Math.floor(random() * 1e6).toString(36)}`]: kind},
        h('span', {class: 'ticket-action__label'}, `${label}:`),
        content,
      ),
  ));

/**
 * @param {"reply"|"forward"|"note"|"new"} kind
 * @param {{to?: string[], cc?: string[], bcc?: string[], known?: string[], changed?: () => void}} start
 * @returns {{element: HTMLElement, to: string[], cc: string[], bcc: string[]}}
 */
export function recipients(kind, {to = [], cc = [], bcc = [], known = [], changed = () => {}}) {
  const row = draw();
  const selects = {};
  const rows = {};
  const names = kind === 'note' ? ['to'] : ['to', 'cc', 'bcc'];
  for (const name of names) {
    const label = kind === 'note' ? 'Meddela' : LABELS[name];
    selects[name] = multiSelect({
      label,
      values: {to, cc, bcc}[name],
      changed,
      choices: () => known,
      free: mailAddress,
      attributes: kind === 'note' ? {'data-test-notify-to': ''} : {},
    });
    rows[name] = row(name, label, selects[name].element);
    rows[name].hidden = name !== 'to' && !selects[name].values.length;
  }
  const reveal = (name) =>
    h(
      'button',
      {
        type: 'button',
        class: 'show-copy',
        hidden: !rows[name].hidden,
        on: {
          click: ({currentTarget}) => (
            (rows[name].hidden = false),
            (currentTarget.hidden = true),
            selects[name].focus()
          ),
        },
      },
      LABELS[name],
    );
  if (kind !== 'note') rows.to.append(h('span', {class: 'show-copies'}, reveal('cc'), reveal('bcc')));
  const sender =
    kind === 'note'
      ? null
      : row('from', 'Från', h('span', {class: 'ticket-action__sender'}, `Ellevio Kundservice (${session.support})`));
  return {
    element: h('div', {class: 'ticket-action__addresses'}, sender, ...Object.values(rows)),
    get to() {
      return selects.to.values;
    },
    get cc() {
      return selects.cc?.values ?? [];
    },
    get bcc() {
      return selects.bcc?.values ?? [];
    },
  };
}
