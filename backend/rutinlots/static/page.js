// What every page shares: buttons that copy a text or print the page; details that open on paper and for an address into them.

/** Copy a text and say so in the status beside the button. @param {HTMLElement} button @param {string} text */
export async function copyFrom(button, text) {
  const status = button.parentElement?.querySelector('[role="status"]');
  let said = 'Kopierat';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = 'Det gick inte att kopiera. Markera texten och tryck Ctrl+C.';
  }
  if (status) status.textContent = said;
}

const {signal} = new AbortController();

/** @type {NodeListOf<HTMLButtonElement>} */
const copying = document.querySelectorAll('button[data-copy]');
for (const button of copying) {
  button.hidden = false;
  const text = () => document.getElementById(button.dataset.copy ?? '')?.textContent ?? '';
  button.addEventListener('click', () => copyFrom(button, text()), {signal});
}

/** @type {NodeListOf<HTMLButtonElement>} */
const printing = document.querySelectorAll('button[data-print]');
for (const button of printing) {
  button.hidden = false;
  button.addEventListener('click', () => print(), {signal});
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = target?.closest('details');
  if (around) around.open = true;
}

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener('beforeprint', () => {
  // But not the further examples of each check, nor the English of each reply: with them a page is a book.
  const closed = 'details:not([open], .check > .more, .snippet > details)';
  opened = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(closed)]);
  for (const details of opened) details.open = true;
}, {signal});
addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
}, {signal});
addEventListener('hashchange', openTarget, {signal});
openTarget();
