/** A send gate at a page and a backend that are none: what it asks, presses and shows is noted down. */

import './browser.js';
import {createBypass} from '../content/sending/sent/bypass.js';
import {createSendGate} from '../content/sending/gate.js';
import {createStore, initial} from '../content/app/state/state.js';

export const PACK = {
  version: 'test',
  prompts: {
    gate: {code: 'MAICCDIS', status: 'Avslutat', labels: {}, internal_domains: ['ellevio.se']},
    required: ['Typ'],
    empty_fields: {
      id: 'empty-required-field', covers: ['KM-14'], level: 'block', title: 'Obligatoriska fält är tomma',
      message: 'Fyll i {fields} under Egenskaper.', moments: ['write', 'send'], guide: null,
      why: {routine: 'kundmail', title: 'Kundmail', section: '2', text: 'Därför.', url: 'https://backend.test/handbok/kundmail#x'},
      action: 'Gå till {field}', blank: ['', '-', '--'],
    },
  },
  guides: [], snippets: [], texts: {}, selectors: {}, off: [],
};
export const CLEAN = {findings: [], marks: [], guides: [], suggestions: [], gate: null};
export const finding = (id, level = 'confirm') => ({
  id, level, covers: [], title: `Om ${id}`, message: 'Se över.', why: null, moments: ['send'], guide: null,
  spans: [], fixes: [], actions: [],
});
export const ok = (value) => ({ok: true, value});

const TICKET = {
  id: 1, subject: 'Faktura', properties: {Typ: 'Fråga'}, required: ['Typ'], conversation: [], requester: null,
};

/**
 * @param {{kind?: string, to?: string[], check?: (body: object, how?: object) => Promise<any>, pack?: object,
 *   press?: () => Promise<boolean>}} [given]
 */
export function openDesk({
  kind = 'note', to = ['anna@example.com'], check = () => new Promise(() => {}), pack = PACK, press = async () => true,
} = {}) {
  const life = new AbortController();
  const target = new EventTarget();
  const composer = {kind, editor: new Element(), box: new Element(), place: {kind: 'ticket', id: 1}};
  const control = new Element();
  const seen = {
    asked: [], pressed: [], notices: [], records: [], dialogs: [], followed: [], left: [], let: 0, isOpen: true, size: 1,
  };
  const draft = {kind, text: 'Hej Anna, tack för ditt mejl om fakturan.', to, cc: [], bcc: []};
  const page = {
    place: () => ({kind: 'ticket', id: 1}),
    composer: () => composer,
    isOpen: () => seen.isOpen,
    threadSize: () => seen.size,
    loadOlder: async () => true,
    draft: () => ({...draft}),
    read: () => ({text: draft.text}),
    fingerprint: () => JSON.stringify(draft),
    ticket: async ({id}) => ({ticket: {...TICKET, id}, agent: null, isCut: false}),
    sendIntent: (event) => (event.means === undefined ? {kind, sendMode: 'send', status: null, composer, control} : event.means),
    async performSend(intent, pass) {
      pass(control);
      seen.pressed.push(intent);
      return press();
    },
    leaveMenu: (intent) => void seen.left.push(intent),
    followSend: (intent, told) => seen.followed.push({intent, told}),
    holds: async () => true,
    shows: () => false,
    forgetTicket() {},
    keys: target,
  };
  const client = {
    alive: () => true,
    check: (body, how) => (seen.asked.push({body, how}), check(body, how)),
  };
  const notify = (tone, text) => (seen.notices.push({tone, text}), () => {});
  const record = (kindOf, about) => void seen.records.push({kind: kindOf, ...about});
  const shown = (state) => state.dialog !== seen.dialogs.at(-1) && seen.dialogs.push(state.dialog);
  const store = createStore(initial({open: true, side: 'right', top: 0.2}, pack), shown, life.signal);
  const bypass = createBypass({page, store, notify, record, target, signal: life.signal});
  const spared = [];
  const preferences = {dismissed: () => spared, remind: () => (seen.reminded = (seen.reminded ?? 0) + 1) <= 5};
  const gate = createSendGate({page, client, store, record, notify, preferences, bypass, target, signal: life.signal});

  return {
    page, client, store, gate, bypass, draft, composer, control, seen, spared,
    /** The agent clicks Send. @returns {Event} */
    click(how = {}) {
      const event = Object.assign(new UIEvent('click', {cancelable: true, detail: 1}), how);
      target.dispatchEvent(event);
      return event;
    },
    end: () => life.abort(),
  };
}
