/** Traffic Cop: the mail is held back because the ticket has changed. How it looks is not public: our invention. */

import {h} from '../dom.js';

/** @param {() => void} sendAnyway */
export function stopped(sendAnyway) {
  const close = () => dialog.remove();
  const send = () => {
    close();
    sendAnyway();
  };
  const dialog = h(
    'div',
    {class: 'nucleus-modal', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': 'Ärendet har ändrats'},
    h(
      'div',
      {class: 'nucleus-modal__content'},
      h('h3', {}, 'Ärendet har ändrats'),
      h('p', {}, 'En kollega har arbetat i ärendet sedan du öppnade det. Läs det nya innan du skickar.'),
      h(
        'div',
        {class: 'nucleus-modal__footer'},
        h(
          'button',
          {type: 'button', class: 'nucleus-button nucleus-button--secondary', on: {click: close}},
          'Läs först',
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'nucleus-button nucleus-button--primary',
            'data-test-id': 'dialog-confirm-button',
            on: {click: send},
          },
          'Skicka ändå',
        ),
      ),
    ),
  );
  document.querySelector('#nucleus-modal-wormhole').append(dialog);
}
