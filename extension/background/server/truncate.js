/** Cuts a question to what the backend takes: one odd name, or one endless thread, must not cost the mail its check. */

const NAME = 500; // characters of names, addresses, file names and labels
const LINE = 2000; // of subjects and properties
const BODY = 1_000_000; // of a mail
const BEGINNING = 1000; // characters of a mail that there is no room for
const MOST = 200; // messages, addresses, files
const WHOLE = 1_900_000; // bytes of the thread

const cut = (text, most) => (typeof text === 'string' && text.length > most ? text.slice(0, most) : text);
const names = (list) => list?.slice(0, MOST).map((text) => cut(text, NAME));
const person = (who) => who && {...who, name: cut(who.name, NAME), email: cut(who.email, NAME)};
const file = (one) => (typeof one === 'string' ? cut(one, NAME) : {...one, name: cut(one.name, NAME), type: cut(one.type, NAME)});

/** The object with `change` done to those of the keys that it has. */
function having(object, change) {
  const known = Object.entries(change).filter(([key]) => object[key] !== undefined && object[key] !== null);
  return {...object, ...Object.fromEntries(known.map(([key, make]) => [key, make(object[key])]))};
}

const mail = {
  to: names, cc: names, bcc: names, subject: (text) => cut(text, LINE), attachments: (files) => files.slice(0, MOST).map(file),
};
const message = (one) => having(one, {
  ...mail, from: person, text: (text) => cut(text, BODY), html: (html) => (html.length > BODY ? null : html),
});
const draft = (one) => having(one, {...mail, from: (text) => cut(text, NAME), text: (text) => cut(text, BODY)});
const properties = (all) =>
  Object.fromEntries(Object.entries(all).slice(0, MOST).map(([name, value]) => [cut(name, NAME), cut(value, LINE)]));

/**
 * The newest messages. Older ones that there is no room for first lose their HTML, and then all but the beginning of their
 * text: how many mails there are, and whose, decides what is to be logged.
 */
function conversation(all) {
  const known = cuts.get(all) ?? fitting(all);
  cuts.set(all, known);
  return known;
}

/** @type {WeakMap<object[], object[]>} of lists that are asked about again and again */
const cuts = new WeakMap();

function fitting(all) {
  const messages = all.slice(-MOST).map(message);
  let room = messages.reduce((left, one) => left - size(beginning(one)), WHOLE);
  const kept = [];
  for (const one of messages.reverse()) {
    room += size(beginning(one));
    const shorter = one.text ? [{...one, html: null}] : [];
    const fits = [one, ...shorter, beginning(one)].find((some) => size(some) <= room);
    if (!fits) break;
    room -= size(fits);
    kept.unshift(fits);
  }
  return kept;
}

const beginning = (one) => ({...one, text: cut(one.text, BEGINNING) ?? '', html: null});
const size = (value) => new TextEncoder().encode(JSON.stringify(value)).length + 1;

const ticket = (one) => having(one, {
  subject: (text) => cut(text, LINE), status: (text) => cut(text, NAME), requester: person, required: names, properties,
  conversation,
});

/** @param {object} question  a situation, or what a guide is filled from @returns {object} the same, within bounds */
export const truncate = (question) => having(question, {ticket, draft, agent: person});
