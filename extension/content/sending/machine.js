/**
 * The send gate's states, and what moves a mail from one to the next. Pure: no page, no clock, no backend.
 * docs/architecture.md has the same table, drawn; a test holds the two together.
 *
 * @typedef {keyof typeof STATES} State
 * @typedef {keyof typeof EVENTS} Event
 * @typedef {keyof typeof ACTIONS} Action
 */

export const STATES = Object.freeze({
  idle: 'No mail waits.',
  checking: 'A mail is held while the backend is asked. Nothing shows yet.',
  waiting: 'The same, and the dialog says that the mail is being checked.',
  asking: 'The dialog asks what the backend has found.',
  unanswered: 'The dialog asks what can be asked without the backend, which is asked again and again.',
  sending: 'The page’s own button is pressed in the agent’s place.',
});

export const EVENTS = Object.freeze({
  pass: 'The agent sends a mail whose verdict is known, with nothing left to say.',
  hold: 'The agent sends any other mail.',
  notice: 'The check has taken so long that it should be shown.',
  'verdict-clean': 'The backend has answered: nothing is left to say.',
  'verdict-questions': 'The backend has answered: something is left to say.',
  'silence-clean': 'No answer within the limit, or none to be had; nothing needs to be said without one.',
  'silence-questions': 'The same, but something needs no backend to be asked: the log, empty fields.',
  changed: 'Something was put right while the mail is held.',
  mode: 'The agent has chosen another way to send, in a finding of the dialog.',
  approve: 'The agent sends from the dialog.',
  back: 'The agent goes back to the mail.',
  leave: 'The page has gone somewhere else.',
  done: 'The page’s button has been pressed.',
  failed: 'There was no button to press.',
  fault: 'Something broke in the gate while the mail was held.',
  slip: 'Something broke before the mail was held: it goes by itself.',
});

export const ACTIONS = Object.freeze({
  follow: 'Let the agent’s own click through, and follow the mail.',
  start: 'Hold the mail, start the clocks, ask the backend.',
  check: 'Ask the backend again.',
  show: 'Show that the mail is being checked.',
  ask: 'Show the dialog with what is left to say.',
  press: 'Close the dialog, press the page’s button, follow the mail.',
  close: 'Close the dialog; the draft is as it was.',
  settle: 'A mail that went unchecked is checked as soon as that can be done.',
  advise: 'Ask the agent to send again.',
  exempt: 'Close the dialog, ask the agent to send again, and let the mail by for a minute.',
  warn: 'Close the dialog; say that the mail went unchecked.',
});

/** @type {ReadonlyArray<readonly [State, Event, State, Action]>} */
export const TABLE = Object.freeze([
  // in state    when                 go to         and do
  ['idle',       'pass',              'idle',       'follow'],
  ['idle',       'hold',              'checking',   'start'],

  ['checking',   'notice',            'waiting',    'show'],
  ['checking',   'verdict-clean',     'sending',    'press'],
  ['checking',   'verdict-questions', 'asking',     'ask'],
  ['checking',   'silence-clean',     'sending',    'press'],
  ['checking',   'silence-questions', 'unanswered', 'ask'],
  ['checking',   'changed',           'checking',   'check'],
  ['checking',   'back',              'idle',       'close'],

  ['waiting',    'verdict-clean',     'sending',    'press'],
  ['waiting',    'verdict-questions', 'asking',     'ask'],
  ['waiting',    'silence-clean',     'sending',    'press'],
  ['waiting',    'silence-questions', 'unanswered', 'ask'],
  ['waiting',    'changed',           'waiting',    'check'],
  ['waiting',    'back',              'idle',       'close'],

  // Once something has been asked, the mail leaves only when the agent says so.
  ['asking',     'verdict-clean',     'asking',     'ask'],
  ['asking',     'verdict-questions', 'asking',     'ask'],
  ['asking',     'silence-clean',     'unanswered', 'ask'],
  ['asking',     'silence-questions', 'unanswered', 'ask'],
  ['asking',     'changed',           'asking',     'check'],
  ['asking',     'mode',              'checking',   'start'],
  ['asking',     'approve',           'sending',    'press'],
  ['asking',     'back',              'idle',       'close'],

  ['unanswered', 'verdict-clean',     'asking',     'ask'],
  ['unanswered', 'verdict-questions', 'asking',     'ask'],
  ['unanswered', 'silence-clean',     'unanswered', 'ask'],
  ['unanswered', 'silence-questions', 'unanswered', 'ask'],
  ['unanswered', 'changed',           'unanswered', 'check'],
  ['unanswered', 'mode',              'checking',   'start'],
  ['unanswered', 'approve',           'sending',    'press'],
  ['unanswered', 'back',              'idle',       'close'],

  ['sending',    'done',              'idle',       'settle'],
  ['sending',    'failed',            'idle',       'advise'],

  // A page that goes elsewhere takes the dialog along, and no fault in here keeps a mail from its way.
  ['checking',   'leave',             'idle',       'close'],
  ['waiting',    'leave',             'idle',       'close'],
  ['asking',     'leave',             'idle',       'close'],
  ['unanswered', 'leave',             'idle',       'close'],
  ['idle',       'fault',             'idle',       'exempt'],
  ['checking',   'fault',             'idle',       'exempt'],
  ['waiting',    'fault',             'idle',       'exempt'],
  ['asking',     'fault',             'idle',       'exempt'],
  ['unanswered', 'fault',             'idle',       'exempt'],
  ['sending',    'fault',             'idle',       'exempt'],
  ['idle',       'slip',              'idle',       'warn'],
  ['checking',   'slip',              'idle',       'warn'],
  ['waiting',    'slip',              'idle',       'warn'],
  ['asking',     'slip',              'idle',       'warn'],
  ['unanswered', 'slip',              'idle',       'warn'],
  ['sending',    'slip',              'sending',    'warn'],
]);

/**
 * @param {State} state
 * @param {Event} event
 * @returns {{state: State, action: Action|null}} the same state and no action for an event that means nothing there
 */
export function next(state, event) {
  const row = TABLE.find(([from, when]) => from === state && when === event);
  return row ? {state: row[2], action: row[3]} : {state, action: null};
}
