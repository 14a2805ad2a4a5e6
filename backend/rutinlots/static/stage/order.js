// The order of a new course's scenarios: as they are ticked, and moved up and down.

export {};

const form = /** @type {HTMLFormElement} */ (document.querySelector('.new-course'));
const list = /** @type {HTMLElement} */ (document.getElementById('order'));
const kept = /** @type {HTMLInputElement} */ (form.elements.namedItem('order'));
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="scenario"]')]);
let chosen = kept.value.split(',').filter(Boolean);
const {signal} = new AbortController(); // the page's own life

/** @param {string} id */
const titled = (id) => boxes.find((box) => box.value === id)?.closest('label')?.querySelector('span');

/** @param {string} id */
const minutes = (id) => Number(/(\d+) min/.exec(titled(id)?.textContent ?? '')?.[1] ?? 0);

/** @param {string} id @param {number} by @param {string} sign @param {string} label */
function mover(id, by, sign, label) {
  const at = chosen.indexOf(id);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = sign;
  button.setAttribute('aria-label', label);
  button.disabled = at + by < 0 || at + by >= chosen.length;
  button.addEventListener('click', () => {
    chosen.splice(at, 1);
    chosen.splice(at + by, 0, id);
    draw();
    const again = /** @type {NodeListOf<HTMLButtonElement>} */ (list.children[at + by].querySelectorAll('button'));
    [...again].find((each) => each.textContent === sign && !each.disabled)?.focus();
  }, {signal});
  return button;
}

function draw() {
  list.replaceChildren(...chosen.map((id) => {
    const title = titled(id)?.firstChild?.textContent?.trim() ?? id;
    const words = document.createElement('span');
    words.textContent = title;
    const line = document.createElement('div');
    line.className = 'line';
    line.append(words, mover(id, -1, '↑', `Flytta upp ${title}`), mover(id, 1, '↓', `Flytta ner ${title}`));
    const item = document.createElement('li');
    item.append(line);
    return item;
  }));
  kept.value = chosen.join(',');
  const time = chosen.reduce((sum, id) => sum + minutes(id), 0);
  const said = document.getElementById('order-time');
  const count = `${chosen.length} ${chosen.length === 1 ? 'övning' : 'övningar'}`;
  if (said) said.textContent = chosen.length ? `${count}, ungefär ${time} minuter.` : '';
  const empty = document.getElementById('order-empty');
  if (empty) empty.hidden = chosen.length > 0;
}

form.addEventListener('change', () => {
  chosen = kept.value.split(',').filter(Boolean); // may have been put back
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  chosen = [...chosen.filter((id) => ticked.includes(id)), ...ticked.filter((id) => !chosen.includes(id))];
  draw();
}, {signal});
chosen = [...new Set([...chosen, ...boxes.filter((box) => box.checked).map((box) => box.value)])];
draw();
