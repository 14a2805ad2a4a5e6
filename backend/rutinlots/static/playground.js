// Tries the rules without leaving the page, so that what is typed is still there when the server or the login is not.

import {ask, fieldsOf, handlers} from './send.js';

/** @param {string} text */
function say(text) {
  const status = document.getElementById('prova-status');
  if (status) status.textContent = text;
}

/** Put the answer's element with an id in place of the page's. @param {Document} answer @param {string} id */
function take(answer, id) {
  const fresh = answer.getElementById(id);
  if (!fresh) return null;
  const here = document.adoptNode(fresh);
  document.getElementById(id)?.replaceWith(here);
  return here;
}

handlers.set('prova', async (form, button) => {
  const older = button?.getAttribute('name') === 'older';
  say('Provar …');
  const answer = await ask(form, fieldsOf(form, button), button);
  say('');
  if (!answer) return;
  if (older) {
    take(answer.page, 'prova')?.querySelector('textarea')?.focus();
    return;
  }
  const result = take(answer.page, 'resultat');
  result?.focus();
  result?.scrollIntoView();
});
