// Tries the rules without leaving the page, so that what is typed is still there when the server or the login is not.

const {signal} = new AbortController();
const AWAY = 'Servern går inte att nå. Det du har skrivit finns kvar. Försök igen om en stund.';
/** @type {Record<number, string>} */
const REFUSED = {
  401: 'Du är inte inloggad längre. Logga in i en annan flik och försök igen. Det du har skrivit finns kvar.',
  413: 'Det är för mycket text. Högst två miljoner tecken får plats.',
};
const FAILED = 'Det gick inte att prova. Det du har skrivit finns kvar. Kopiera det, ladda om sidan och försök igen.';

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

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function send(form, button) {
  const older = button?.getAttribute('name') === 'older';
  say('Provar …');
  let response;
  try {
    const fields = new FormData(form, button);
    response = await fetch(form.action, {method: 'POST', body: new URLSearchParams(/** @type {any} */ (fields))});
  } catch {
    say(AWAY);
    return;
  }
  if (!response.ok) {
    say(REFUSED[response.status] ?? FAILED);
    return;
  }
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
  say('');
  if (older) {
    take(answer, 'prova')?.querySelector('textarea')?.focus();
    return;
  }
  const result = take(answer, 'resultat');
  result?.focus();
  result?.scrollIntoView();
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.id !== 'prova') return;
  event.preventDefault();
  void send(form, event.submitter);
}, {signal});

document.addEventListener('keydown', (event) => {
  const form = document.getElementById('prova');
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  form.requestSubmit();
}, {signal});
