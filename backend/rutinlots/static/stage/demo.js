// Plays a scenario's model answer step by step, for a projector: captions, what is pointed at, what is typed.

import {CHANNEL, keyed} from './channel.js';
import {pointAt, send, shownIn} from './hands.js';

const HOLD_MS = 7000; // how long a step stands while it plays by itself
const LOOK_MS = 100; // between two looks for what has to come first

/**
 * @typedef {object} Step
 * @property {keyof typeof PLACES} at  what is pointed at
 * @property {string} title @property {string} text
 * @property {string} [write]  what the mail is from this step on
 * @property {Record<string, string>} [set]  fields and their values from this step on
 * @property {boolean} [close]  it is sent, and whether with the status that closes the ticket
 *
 * Where each place is in the page; `reply` and `note` are also opened.
 */
const PLACES = {
  thread: '.ticket-thread',
  reply: '[data-test-email-action="reply"]',
  note: '[data-test-id="add-note"]',
  panel: '.panel, .pill', // a small window has only the pill, until it is pressed
  editor: '.fr-element',
  fields: '.ticket-properties-wrapper',
  send: '.reply-btn-wrapper',
  result: '#done',
};

/**
 * @param {Step[]} steps
 * @param {HTMLElement} box  where the caption stands
 * @param {Promise<any>} freshdesk  the extension's own way to the page; see extension/content/freshdesk/index.js
 * @param {AbortSignal} signal  aborted when the page is left
 */
export function playDemo(steps, box, freshdesk, signal) {
  const over = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  signal.addEventListener('abort', () => over.abort(), {once: true});
  const title = element('h2', 'title');
  const text = element('p', 'text');
  const count = element('span', 'count');
  const play = button('Spela', toggle);
  const [back, on, hand] = [button('Föregående', () => go(at - 1)), button('Nästa', () => go(at + 1)), button('Ta över', end)];
  const notes = button('Talarstöd', () => window.open(box.dataset.notes, 'rutinlots-talarstod', 'width=560,height=760'));
  const link = button('Kopiera länk', copyLink);
  box.append(title, text, element('div', 'foot', count, back, play, on, hand, notes, link));
  box.hidden = false;
  // The extension's dialog stands above it.
  new ResizeObserver(() => document.documentElement.style.setProperty('--rutinlots-below', `${box.offsetHeight}px`)).observe(box);
  /** @type {Node[]|null} */
  let first = null; // what the editor began with
  let at = 0;
  let said = 0; // the step whose words stand there
  let reached = 0; // the last step that has been gone to
  let timer = 0;
  let turn = 0;
  let isSent = false;
  /** @type {Promise<any>|null} */
  let filled = null;

  /** @param {number} wanted */
  async function go(wanted) {
    at = Math.max(0, Math.min(steps.length - 1, wanted));
    const mine = ++turn;
    const step = steps[at];
    if (steps.slice(at + 1, reached + 1).some(lasts)) return again(at);
    reached = Math.max(reached, at);
    pointAt(() => []); // what the step opens is not scrolled away for what was pointed at before
    say(step.close !== undefined && !isSent ? at - 1 : at); // that it has left is said when it has
    count.textContent = `${at + 1} av ${steps.length}`;
    back.disabled = at === 0;
    on.disabled = at + 1 === steps.length;
    history.replaceState(history.state, '', `#steg=${at + 1}`);
    link.textContent = 'Kopiera länk';
    const opening = steps.slice(0, at + 1).find((each) => each.at === 'reply' || each.at === 'note');
    if (opening) await opened(opening.at);
    if (mine !== turn || over.signal.aborted) return;
    if (!isSent) write(steps.slice(0, at + 1).findLast((each) => each.write !== undefined)?.write);
    const fields = steps.slice(0, at + 1).find((each) => each.set)?.set;
    if (fields) await (filled ??= freshdesk.then((page) => page?.setProperties(fields))); // once, however fast one steps
    if (mine !== turn || over.signal.aborted) return;
    if (step.close !== undefined && !isSent) {
      pointAt(() => [shownIn(PLACES.send)]);
      isSent = await send(step.close, over.signal, () => mine !== turn);
      if (isSent && mine === turn && !over.signal.aborted) say(at);
    }
    if (mine === turn && !over.signal.aborted) pointAt(() => (step.set ? fieldsOf(step.set) : [shownIn(PLACES[step.at])]));
  }

  /** Here and in the speaker's notes. @param {number} step */
  function say(step) {
    said = step;
    title.textContent = steps[step].title;
    text.textContent = steps[step].text;
    tell();
  }

  function tell() {
    channel.postMessage({at, said});
  }

  /** From the scenario's start to a step. @param {number} step */
  function again(step) {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('#stage-bar form'));
    form.action = `${form.action.split('#')[0]}#steg=${step + 1}`;
    form.submit();
  }

  /** The editor, with what Freshdesk puts into it. @param {Step['at']} kind */
  async function opened(kind) {
    if (!document.querySelector('.fr-element')) {
      const opener = /** @type {HTMLElement} */ (await found(PLACES[kind]));
      opener?.click();
    }
    const filled = kind === 'note' ? '' : ':has(.fr-quoted-marker, p + p, div + div)'; // the template comes late
    const editor = await found(`.fr-element${filled}`);
    first ??= editor && [...editor.childNodes].map((node) => node.cloneNode(true));
  }

  /** @param {string} selector @returns {Promise<Element|null>} null when the demo ends first */
  async function found(selector) {
    while (!over.signal.aborted) {
      const there = document.querySelector(selector);
      if (there) return there;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return null;
  }

  /** @param {string|undefined} answer  undefined: what the editor began with */
  function write(answer) {
    const editor = document.querySelector('.fr-element');
    if (!editor || !first) return;
    const quoted = first.filter((node) => node instanceof Element && node.matches('.fr-quoted-marker'));
    const lines = answer?.split('\n').map((line) => element('p', '', line || document.createElement('br')));
    editor.replaceChildren(...(lines ? [...lines, ...quoted] : first).map((node) => node.cloneNode(true)));
    editor.dispatchEvent(new InputEvent('input', {bubbles: true}));
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(`${location.origin}${box.dataset.link}#steg=${at + 1}`);
      link.textContent = 'Kopierad';
    } catch {
      link.textContent = 'Gick inte att kopiera';
    }
  }

  function toggle() {
    timer = timer ? stop() : window.setInterval(() => (at + 1 < steps.length ? go(at + 1) : toggle()), HOLD_MS);
    play.textContent = timer ? 'Pausa' : 'Spela';
  }

  function stop() {
    clearInterval(timer);
    return 0;
  }

  function end() {
    timer = stop();
    over.abort();
    channel.postMessage({over: true});
    channel.close();
    pointAt(() => []);
    box.remove();
    history.replaceState(history.state, '', location.pathname);
  }

  /** @type {Record<string, () => void>} */
  const doing = {end, toggle, on: () => go(at + 1), back: () => go(at - 1), tell};
  channel.addEventListener('message', ({data}) => doing[data.do]?.(), {signal: over.signal});
  window.addEventListener('keydown', (event) => {
    const wanted = keyed(event);
    if (!wanted) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the page has keys of its own
    doing[wanted]();
  }, {capture: true, signal: over.signal});
  go(Number(/^#steg=(\d+)$/.exec(location.hash)?.[1] ?? 1) - 1);
}

/** The fields that a step fills in. @param {Record<string, string>} values */
const fieldsOf = (values) => [...document.querySelectorAll(`${PLACES.fields} > *`)]
  .filter((field) => (field.querySelector('.label-field')?.getAttribute('title') ?? '') in values);

/** Whether a step does what only a new start undoes: opens, fills in or sends. @param {Step} step */
const lasts = (step) => step.at === 'reply' || step.at === 'note' || step.set !== undefined || step.close !== undefined;

/** @param {string} tag @param {string} name @param {...(Node|string)} children */
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** @param {string} label @param {() => void} press */
function button(label, press) {
  const made = /** @type {HTMLButtonElement} */ (element('button', '', label));
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}
