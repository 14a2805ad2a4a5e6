// What a demo does with the page beside writing: points, and sends by clicking as a person does.

const LOOK_MS = 100; // between two looks for what has to come first
const SHOW_MS = 3500; // how long what is to be logged stands before it counts as logged

/** The first element with that selector which is shown, in the page or in the panel. @param {string} selector */
export function shownIn(selector) {
  const panel = document.querySelector('rutinlots-overlay')?.shadowRoot;
  const found = [document, ...(panel ? [panel] : [])].flatMap((root) => [...root.querySelectorAll(selector)]);
  return /** @type {HTMLElement|null} */ (found.find((each) => each.checkVisibility({visibilityProperty: true})) ?? null);
}

/** @type {Animation|null} */
let pointing = null;
/** @type {Element[]} */
let places = [];
/** @type {() => (Element|null)[]} */
let find = () => [];
// When the page or what is written in it takes another size, what is pointed at may be another or out of sight.
const moved = new ResizeObserver(follow);

/** Frames what is found, and nothing else, and follows it. @param {() => (Element|null)[]} wanted */
export function pointAt(wanted) {
  find = wanted;
  moved.disconnect();
  follow();
  for (const each of document.querySelectorAll('.app-container, .tickets-conversation-pane')) moved.observe(each);
}

function follow() {
  const found = find().filter((place) => place !== null);
  if (found.length !== places.length || found.some((place, at) => place !== places[at])) frame(found);
  for (const place of places) place.scrollIntoView({block: 'nearest'});
}

/** An animation reaches into the panel too, and leaves its attributes alone. @param {Element[]} found */
function frame(found) {
  pointing?.cancel();
  for (const pointed of document.querySelectorAll('.demo-here')) pointed.classList.remove('demo-here');
  pointing = null;
  places = found;
  for (const place of places) {
    if (place.getRootNode() === document) place.classList.add('demo-here');
    else pointing = place.animate([{outline: '4px solid #d97706', outlineOffset: '-4px'}], {duration: 1, fill: 'forwards'});
  }
}

/**
 * Sends what is written, and answers the panel's question about the log with that it is done.
 * @param {boolean} closes  with the status that closes the ticket
 * @param {AbortSignal} signal @param {() => boolean} isLeft  whether another step has been gone to
 * @returns {Promise<boolean>} whether it was sent
 */
export async function send(closes, signal, isLeft) {
  let sent = false;
  document.addEventListener('freshdesk:sent', () => { sent = true; }, {once: true, signal});
  const over = () => sent || signal.aborted || isLeft();
  if (closes) {
    shownIn('.send-and-set-trigger')?.click();
    const items = [...document.querySelectorAll('.send-and-set-item')];
    const closing = document.getElementById('demo')?.dataset.closing ?? '';
    /** @type {HTMLElement|undefined} */ (items.find((each) => each.textContent?.endsWith(closing)))?.click();
  } else shownIn('#send-and-set')?.click();
  let since = 0;
  while (!over()) {
    const logged = shownIn('.dialog-foot .primary');
    if (!logged) since = 0;
    else if (!since) since = performance.now();
    else if (performance.now() - since > SHOW_MS) logged.click();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return sent;
}
