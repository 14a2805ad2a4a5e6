/** What the overlay's buttons do. Nothing here happens without a click of the agent's. */

import {visible} from '../state/state.js';
import {createBlanks} from './blanks.js';
import {keepingSelection} from './caret.js';
import {createLog} from './log.js';
import {createSearch} from './search.js';

const TEXT_CHANGED = 'Texten har ändrats under tiden. Rutinlots tittar igen.';
const NOT_CHANGED = 'Det gick inte att ändra texten – kopiera den i stället. Den ligger i urklipp.';
const NOT_NOTED = 'Du gick vidare innan texten var klar, så den lades inte i någon anteckning.';
const NOT_FILLED = 'Frånkopplad: texten kan inte fyllas i med dina svar just nu.';

/** @param {{findings: Finding[]}|null} shown @param {Finding} finding */
const isAmong = (shown, finding) => Boolean(shown?.findings.some((one) => JSON.stringify(one) === JSON.stringify(finding)));

/**
 * @typedef {import('../../../api.d.ts').Finding} Finding
 * @param {object} given
 * @param {import('../state/state.js').Store} given.store
 * @param {import('../state/timers.js').Timers} given.timers
 * @param {import('../backend/client.js').Record} given.record
 * @param {import('../state/notices.js').Notify} given.notify
 * @param {any} given.page
 * @param {import('../backend/client.js').Client} given.client
 * @param {import('../state/preferences.js').Preferences} given.preferences
 * @param {ReturnType<typeof import('../../sending/gate.js').createSendGate>} given.gate
 * @param {ReturnType<typeof import('./guides.js').createGuides>} given.guides
 * @param {ReturnType<typeof import('../watcher.js').createWatcher>} given.watcher
 * @param {ReturnType<typeof import('../underline.js').createUnderline>} given.underline
 * @param {AbortSignal} given.signal
 */
export function createActions({
  store, timers, record, notify, page, client, preferences, gate, guides, watcher, underline, signal,
}) {
  const searching = createSearch({store, timers, client});
  const blanks = createBlanks({page, document, signal});
  const log = createLog({store, notify, page, client});

  /** Something in the draft was put right: look again, in the dialog too when it is open. */
  function changed() {
    watcher.now();
    gate.dialog.changed();
  }

  /** @param {Finding} finding @param {number} index */
  function fix(finding, index) {
    const {span, text} = finding.fixes[index];
    if (span.in === 'subject') return fixSubject(finding, span, text);
    const composer = isDialogs(finding) ? gate.held()?.composer : page.composer();
    if (!composer || !isLatest(finding) || page.read(composer).text !== textOf(finding)) {
      notify('info', TEXT_CHANGED);
      return changed();
    }
    const {id} = placeOf(finding);
    const write = () => keepingSelection({page, composer, span, text}, () => page.replace(composer, span, text));
    put(write, text, () => record('fixed', {ticket: id, check: finding.id}));
  }

  /** The text that a finding is about: the dialog's may be newer than the panel's. */
  const textOf = (finding) => (isDialogs(finding) ? gate.held()?.text : store.state.text);
  const subjectOf = (finding) => (isDialogs(finding) ? gate.held()?.subject : store.state.subject);
  /** An older one has its places in an older text; the same may have been answered again while it was pressed. */
  const isLatest = (finding) => isDialogs(finding) || isAmong(store.state.verdict, finding);
  const isDialogs = (finding) => isAmong(store.state.dialog, finding);

  /** @param {() => boolean} write @param {string} text @param {() => void} done */
  function put(write, text, done) {
    if (write()) done();
    else {
      notify('error', NOT_CHANGED);
      copy(text);
    }
    changed();
  }

  /** @param {Finding} finding @param {import('../../../api.d.ts').Span} span @param {string} text */
  function fixSubject(finding, {start, end}, text) {
    const field = page.subjectField();
    if (!field) return notify('error', NOT_CHANGED);
    if (!isLatest(finding) || field.value !== subjectOf(finding)) {
      notify('info', TEXT_CHANGED);
      return changed();
    }
    const insert = () => {
      field.focus();
      field.setSelectionRange(start, end);
      return document.execCommand('insertText', false, text);
    };
    const composer = page.composer();
    const elsewhere = {start: Infinity, end: Infinity}; // nothing changes in the editor
    const write = () => (composer ? keepingSelection({page, composer, span: elsewhere, text}, insert) : insert());
    put(write, text, () => record('fixed', {check: finding.id}));
  }

  /** @param {Finding} finding */
  function goTo(finding) {
    const composer = page.composer();
    const span = finding.spans.find((one) => one.in === 'draft');
    if (composer && span && page.read(composer).text === store.state.text) page.select(composer, span);
    else showInSubject(finding, finding.spans.find((one) => one.in === 'subject'));
  }

  /**
   * A field's text can't be underlined, but it can be marked.
   * @param {Finding} finding @param {import('../../../api.d.ts').Span|undefined} span
   */
  function showInSubject(finding, span) {
    const field = span && page.subjectField();
    if (!field) return;
    field.focus();
    if (field.value === subjectOf(finding)) field.setSelectionRange(span.start, span.end);
  }

  /** @type {Record<string, (finding: Finding, action: any) => void>} */
  const kinds = {
    'go-to-field': (finding, {field}) => {
      gate.dialog.back();
      if (!page.goToField(field)) notify('info', `Fältet ${field} syns inte på sidan just nu.`);
    },
    'send-and-close': (_, {isLogged}) => gate.dialog.chooseMode('send-and-close', {isLogged}),
    'waits-for-customer': (finding) => hide(finding, 'waits-for-customer'),
    'set-filter': setFilter,
  };

  /** @param {Finding} finding @param {{filters: Record<string, string[]>}} action */
  async function setFilter(finding, {filters}) {
    const {left, applied, later} = await page.setFilter(filters);
    watcher.now();
    if (left.length) {
      page.goToFilter(left[0]);
      const choose = `Välj ${assigned(filters, left)} och klicka på Tillämpa.`;
      later.then(notify('info', `Det gick inte att ställa in filtret åt dig. ${choose}`));
    } else if (applied) {
      record('fixed', {check: finding.id});
      notify('success', `Filtret är inställt: ${assigned(filters)}.`);
    } else later.then(notify('info', 'Filtret är ifyllt. Klicka på Tillämpa.'));
  }

  /** @param {Finding} finding @param {import('../../../api.d.ts').Action} action */
  function act(finding, action) {
    kinds[action.kind]?.(finding, action);
  }

  /** Where what a finding is about was opened: the mail in the dialog may be another ticket's than the address. */
  const placeOf = (/** @type {Finding} */ finding) => (isDialogs(finding) && gate.held()?.place) || page.place();

  /** @param {Finding} finding @param {string|null} reason */
  function hide(finding, reason = null) {
    const {id, kind} = placeOf(finding);
    preferences.dismiss(id ?? kind, finding.id);
    record('dismissed', {ticket: id, check: finding.id, reason});
    showLeft();
  }

  /** A false alarm: told, and gone for as long as this page lives. @param {Finding} finding */
  function report(finding) {
    const {id, kind} = placeOf(finding);
    record('wrong-alarm', {ticket: id, check: finding.id});
    preferences.refute(id ?? kind, finding);
    showLeft();
    notify('success', 'Tack! Larmet är rapporterat, utan text ur mejlet.');
  }

  /** What is left of the findings, in the panel, in the text and in the dialog. */
  function showLeft() {
    const {id, kind} = page.place();
    store.dispatch({type: 'hid', hidden: preferences.dismissed(id ?? kind)});
    const composer = page.composer();
    const left = visible(store.state.verdict?.findings ?? [], store.state.hidden);
    underline.show(composer && {editor: composer.editor, read: page.read(composer)}, left);
    gate.dialog.changed();
  }

  /** @param {string} id of a snippet */
  function insert(id) {
    const {text = '', html} = searching.find(id) ?? {};
    if (!text) return;
    const composer = page.composer();
    if (!composer) {
      copy(text);
      return notify('info', 'Öppna ett svar först. Texten är kopierad så länge.');
    }
    put(() => page.insert(composer, text, html), text, () => {
      record('inserted', {snippet: id});
      blanks.begin(composer, text);
    });
  }

  /** What is asked of one ticket is not done to the next. @returns {() => boolean} whether the agent is still where they are now */
  function stay() {
    const {kind, id} = page.place();
    return () => page.place().kind === kind && page.place().id === id;
  }

  /** @param {string} id */
  function openGuide(id) {
    store.dispatch({type: 'moved', place: {...store.state.place, open: true}});
    return guides.open(id);
  }

  /** @param {string} id of a text on the open guide's card @returns {Promise<string|false>} what is on the clipboard now */
  async function copyFromGuide(id) {
    const text = await guides.text(id);
    if (text === null) notify('error', NOT_FILLED);
    return text !== null && (await copy(text)) && text;
  }

  /** Puts a text on the guide's card into the note, which is opened if it isn't. @param {string} id */
  async function putInNote(id) {
    const isHere = stay();
    const text = await guides.text(id);
    if (!isHere()) return notify('info', NOT_NOTED);
    if (text === null) return notify('error', NOT_FILLED);
    const note = await page.note();
    if (!isHere()) return notify('info', NOT_NOTED);
    if (!note) {
      await copy(text);
      return notify('info', 'Öppna en anteckning och klistra in texten. Den är kopierad.');
    }
    if (page.read(note).text.includes(text)) return notify('info', 'Texten står redan i anteckningen.');
    put(() => page.insert(note, text), text, () => notify('success', 'Texten ligger i anteckningen.'));
  }

  /** @param {Record<string, string>} wanted */
  async function setProperties(wanted) {
    const {id} = page.place();
    const isHere = stay();
    const {left, saved} = await page.setProperties(wanted);
    watcher.now();
    const where = id === null ? '' : ` på ärende ${id}`;
    if (left.length && !isHere()) notify('info', `Inte inställt${where}: ${assigned(wanted, left)}.`);
    else if (left.length) {
      page.goToField(left[0]);
      notify('info', `Ställ in själv: ${assigned(wanted, left)}.`);
    } else if (saved) notify('success', `Inställt, och Uppdatera är klickat: ${assigned(wanted)}.`);
    else notify('info', `Inställt: ${assigned(wanted)}. Klicka på Uppdatera för att spara.`);
  }

  /** @param {string} text @returns {Promise<boolean>} whether the text is on the clipboard */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      notify('error', 'Det gick inte att kopiera. Markera texten och tryck Ctrl+C.');
      return false;
    }
  }

  /** Shows the agent all that a report of the page holds; nothing is sent anywhere. */
  function reportPage() {
    store.dispatch({type: 'skeletoned', skeleton: page.skeleton()});
  }

  function saveReport() {
    const address = URL.createObjectURL(new Blob([store.state.skeleton ?? ''], {type: 'text/plain'}));
    const link = Object.assign(document.createElement('a'), {href: address, download: 'freshdesk-sida.txt'});
    link.click();
    URL.revokeObjectURL(address);
  }

  /** @param {Partial<import('../state/preferences.js').Place>} changed_ */
  function move(changed_) {
    const place = {...store.state.place, ...changed_};
    preferences.setPlace(place);
    store.dispatch({type: 'moved', place});
  }

  return {
    fix, goTo, act, report, insert, copy, move, openGuide, copyFromGuide, putInNote, setProperties,
    reportPage, saveReport,
    openLog: log.open,
    closeLog: log.close,
    search: searching.search,
    toggleSearch: searching.toggle,
    copyReport: () => copy(store.state.skeleton ?? ''),
    closeReport: () => store.dispatch({type: 'skeletoned', skeleton: null}),
    fill: guides.answer,
    tick: guides.tick,
    restartGuide: guides.restart,
    closeGuide: guides.close,
    dismiss: (finding) => hide(finding),
    toggle: () => move({open: !store.state.place.open}),
    hover(finding) {
      underline.card(finding);
    },
    why() {}, // the overlay unfolds it by itself
    dialog: gate.dialog,
    undrawn: gate.undrawn,
  };
}

/** @param {string[]} words */
const listed = (words) => new Intl.ListFormat('sv').format(words);

/** "Grupp = Backoffice och Status = Öppen". @param {Record<string, string|string[]>} values @param {string[]} names */
const assigned = (values, names = Object.keys(values)) =>
  listed(names.map((name) => `${name} = ${[values[name]].flat().join(', ')}`));
