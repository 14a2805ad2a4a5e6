// Keeps what is typed in a form in this tab, so that a lost connection or a login that ended loses nothing; it is offered back.

const {signal} = new AbortController();
const PREFIX = 'rutinlots-behall ';
const LEFT_OUT = new Set(['form_token', 'gor', 'vy', 'lage', 'provat']); // the last: a customer's mail, kept nowhere
const LONGEST = 1_000_000; // characters, of all that a tab may keep

/** @param {HTMLFormElement} form */
const keyOf = (form) => PREFIX + form.dataset.behall;

/** What is filled in, as pairs: of all fields, or of the one that the form names. @param {HTMLFormElement} form */
function filled(form) {
  const only = form.dataset.behallBara;
  const isKept = (/** @type {string} */ name) => only ? name === only : !LEFT_OUT.has(name);
  const pairs = [...new FormData(form)].filter(([name, value]) => isKept(name) && typeof value === 'string');
  return JSON.stringify(pairs);
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const text = filled(form);
  if (!form.dataset.behall || text.length > LONGEST) return; // without a name: a customer's mail or a password, kept nowhere
  try {
    sessionStorage.setItem(keyOf(form), text);
  } catch {
    // no room, or not allowed: what is typed is still on the page
  }
}

/** Keep no more what was typed, when it has been taken. @param {HTMLFormElement} form */
export const forget = (form) => sessionStorage.removeItem(keyOf(form));

/** Put pairs back, a field's values in their order. @param {HTMLFormElement} form @param {[string, string][]} pairs */
function restore(form, pairs) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...values.get(name) ?? [], value]);
  for (const field of /** @type {any[]} */ ([...form.elements])) {
    if (!field.name || LEFT_OUT.has(field.name)) continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.get(field.name)?.includes(field.value) ?? false;
    else if (values.get(field.name)?.length) field.value = values.get(field.name)?.shift();
  }
  for (const what of ['input', 'change']) form.dispatchEvent(new Event(what, {bubbles: true}));
}

/** Without the fields that are empty, of which a page may have another number. @param {string} text */
const written = (text) => JSON.stringify(JSON.parse(text).filter((/** @type {[string, string]} */ pair) => pair[1] !== ''));

/**
 * Has it something that the page didn't come with: typed before the scripts, or put back by the browser?
 * @param {HTMLFormElement} form
 */
export function isChanged(form) {
  const plain = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  plain.reset();
  return filled(plain) !== filled(form);
}

/** @param {HTMLFormElement} form */
function offer(form) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept || written(kept) === written(filled(form))) return;
  const box = document.createElement('div');
  box.className = 'notice kept-offer';
  box.setAttribute('role', 'status');
  const words = document.createElement('p');
  words.textContent = 'Du har skrivit något här som inte är sparat.';
  const back = document.createElement('button');
  back.type = 'button';
  back.textContent = 'Ta tillbaka det';
  const drop = document.createElement('button');
  drop.type = 'button';
  drop.className = 'soft';
  drop.textContent = 'Släng det';
  back.addEventListener('click', () => {
    restore(form, JSON.parse(kept));
    box.remove();
    form.querySelector(/** @type {any} */ ('textarea:not([hidden]), input:not([type=hidden])'))?.focus();
  }, {signal});
  drop.addEventListener('click', () => {
    forget(form);
    box.remove();
  }, {signal});
  box.append(words, back, ' ', drop);
  form.prepend(box);
}

/** The file that a form is about, by the form's name. @param {string} [name] */
const fileIn = (name) => name?.split(' ').find((part) => part.includes('.'));

/** Keep no more what a page says to be taken, whichever form it was typed in. @param {Document} page */
export function forgetTaken(page) {
  /** @type {HTMLElement|null} */
  const done = page.querySelector('[data-behall-klart]');
  const names = done?.dataset.behallKlart?.split(' ') ?? [];
  for (const key of Object.keys(sessionStorage)) {
    const parts = key.startsWith(PREFIX) ? key.slice(PREFIX.length).split(' ') : [];
    if (parts.some((part) => names.includes(part))) sessionStorage.removeItem(key);
  }
}

/**
 * Offer back what is kept for the forms of the page; not for the one that it answers, which has it. A page that answers another
 * form about the same file has what is newest of it.
 * @param {string} [answered]
 */
export function offerKept(answered) {
  forgetTaken(document);
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll('form[data-behall]:not([data-behall=""])');
  for (const form of forms) {
    if (form.dataset.behall === answered) continue;
    const file = fileIn(answered);
    if (file && file === fileIn(form.dataset.behall) && !form.dataset.behallBara) keep(form);
    else offer(form);
  }
}

document.addEventListener('input', (event) => {
  const form = /** @type {Element} */ (event.target).closest?.('form[data-behall]');
  if (form instanceof HTMLFormElement) keep(form);
}, {signal});
offerKept();
/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll('form[data-behall]');
for (const form of forms) if (isChanged(form)) keep(form);
