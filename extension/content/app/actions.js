/** What the overlay's buttons do. Nothing here happens without a click of the agent's. */

const SEARCH_MS = 150;
const TEXT_CHANGED = 'Texten har ändrats under tiden. Rutinlots tittar igen.';
const NOT_CHANGED = 'Det gick inte att ändra texten – kopiera den i stället. Den ligger i urklipp.';
const NOT_FILLED = 'Frånkopplad: texten kan inte fyllas i med dina svar just nu.';

/**
 * @param {object} given  state, dispatch, tell, say, later and pack of main.js, and the modules they act on
 */
export function createActions({state, dispatch, tell, say, later, pack, page, ask, memory, gate, guides, looking, underline}) {
  let searching = 0;

  /** Something in the draft was put right: look again, in the dialog too when it is open. */
  function changed() {
    looking.now();
    gate.reconsider();
  }

  function fix(finding, index) {
    const {span, text} = finding.fixes[index];
    if (span.in === 'subject') return fixSubject(finding, span, text);
    const composer = isDialogs(finding) ? gate.composer() : page.composer();
    if (!composer || page.read(composer).text !== textOf(finding)) {
      say('info', TEXT_CHANGED);
      return changed();
    }
    put(() => page.replace(composer, span, text), text, () => tell('fixed', {check: finding.id}));
  }

  /** The text that a finding is about: the dialog's may be newer than the panel's. */
  const textOf = (finding) => (isDialogs(finding) ? gate.text() : state().text);
  const isDialogs = (finding) => Boolean(state().dialog?.findings.includes(finding));

  function put(write, text, done) {
    if (write()) done();
    else {
      say('error', NOT_CHANGED);
      copy(text);
    }
    changed();
  }

  function fixSubject(finding, {start, end}, text) {
    const field = page.subjectField();
    if (!field) return say('error', NOT_CHANGED);
    field.focus();
    field.setSelectionRange(start, end);
    put(() => document.execCommand('insertText', false, text), text, () => tell('fixed', {check: finding.id}));
  }

  function goTo(finding) {
    const composer = page.composer();
    const span = finding.spans.find((one) => one.in === 'draft');
    if (composer && span && page.read(composer).text === state().text) page.select(composer, span);
    else showInSubject(finding.spans.find((one) => one.in === 'subject'));
  }

  /** A field's text can't be underlined, but it can be marked. */
  function showInSubject(span) {
    const field = span && page.subjectField();
    if (!field) return;
    field.focus();
    field.setSelectionRange(span.start, span.end);
  }

  const kinds = {
    'go-to-field': (finding, {field}) => {
      gate.dialog.back();
      if (!page.goToField(field)) say('info', `Fältet ${field} syns inte på sidan just nu.`);
    },
    'send-and-close': () => gate.reconsider('send-and-close'),
    'waits-for-customer': (finding) => hide(finding, 'waits-for-customer'),
    'set-filter': setFilter,
  };

  async function setFilter(finding, {filters}) {
    const {left, applied} = await page.setFilter(filters);
    looking.now();
    if (left.length) {
      page.goToFilter(left[0]);
      say('info', `Det gick inte att ställa in filtret åt dig. Välj ${assigned(filters, left)} och klicka på Tillämpa.`);
    } else if (applied) {
      tell('fixed', {check: finding.id});
      say('success', `Filtret är inställt: ${assigned(filters)}.`);
    } else say('info', 'Filtret är ifyllt. Klicka på Tillämpa.');
  }

  function act(finding, action) {
    kinds[action.kind]?.(finding, action);
  }

  function hide(finding, reason = null) {
    const {id, kind} = page.place();
    memory.dismiss(id ?? kind, finding.id);
    tell('dismissed', {check: finding.id, reason});
    dispatch({type: 'hid', hidden: memory.dismissed(id ?? kind)});
    const composer = page.composer();
    const left = (state().verdict?.findings ?? []).filter((one) => one.level === 'block' || !state().hidden.includes(one.id));
    underline.show(composer && {editor: composer.editor, read: page.read(composer)}, left);
    gate.reconsider();
  }

  function report(finding) {
    tell('wrong-alarm', {check: finding.id});
    say('success', 'Tack! Larmet är rapporterat, utan text ur mejlet.');
  }

  function insert(id) {
    const text = known(id);
    if (!text) return;
    const composer = page.composer();
    if (!composer) {
      copy(text);
      return say('info', 'Öppna ett svar först. Texten är kopierad så länge.');
    }
    put(() => page.insert(composer, text), text, () => tell('inserted', {snippet: id}));
  }

  /** A snippet's text, wherever it was shown. */
  function known(id) {
    const {verdict, search} = state();
    const suggested = verdict?.suggestions.find((one) => one.snippet === id);
    return suggested?.text ?? [...(search.results ?? []), ...(pack().snippets)].find((one) => one.id === id)?.text;
  }

  function search(query) {
    dispatch({type: 'searched', search: {query}});
    clearTimeout(searching);
    searching = later(SEARCH_MS, () => find(query));
  }

  async function find(query) {
    const answer = await ask.snippets(query);
    if (state().search.query !== query || !state().search.open) return;
    dispatch({type: 'searched', search: {results: answer.ok ? answer.value.snippets : offlineSearch(query)}});
  }

  function offlineSearch(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (one, word) => [one.title, one.text, ...one.keywords].some((text) => text.toLowerCase().includes(word));
    return (pack().snippets).filter((one) => words.every((word) => has(one, word)));
  }

  function toggleSearch() {
    const open = !state().search.open;
    dispatch({type: 'searched', search: {open, query: '', results: null}});
    if (open) find('');
  }

  function openGuide(id) {
    dispatch({type: 'moved', place: {...state().place, open: true}});
    return guides.open(id);
  }

  /** @param {string} id of a text on the open guide's card @returns {Promise<string|false>} what is on the clipboard now */
  async function copyFromGuide(id) {
    const text = await guides.text(id);
    if (text === null) say('error', NOT_FILLED);
    return text !== null && (await copy(text)) && text;
  }

  /** Puts a text on the guide's card into the note, which is opened if it isn't. */
  async function putInNote(id) {
    const text = await guides.text(id);
    if (text === null) return say('error', NOT_FILLED);
    const note = await page.note();
    if (!note) {
      await copy(text);
      return say('info', 'Öppna en anteckning och klistra in texten. Den är kopierad.');
    }
    if (page.read(note).text.includes(text)) return say('info', 'Texten står redan i anteckningen.');
    put(() => page.insert(note, text), text, () => say('success', 'Texten ligger i anteckningen.'));
  }

  async function setProperties(wanted) {
    const {left, saved} = await page.setProperties(wanted);
    looking.now();
    if (left.length) {
      page.goToField(left[0]);
      say('info', `Ställ in själv: ${assigned(wanted, left)}.`);
    } else if (saved) say('success', `Inställt, och Uppdatera är klickat: ${assigned(wanted)}.`);
    else say('info', `Inställt: ${assigned(wanted)}. Klicka på Uppdatera för att spara.`);
  }

  /** @returns {Promise<boolean>} whether the text is on the clipboard */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      say('error', 'Det gick inte att kopiera. Markera texten och tryck Ctrl+C.');
      return false;
    }
  }

  /** Shows the agent all that a report of the page holds; nothing is sent anywhere. */
  function reportPage() {
    dispatch({type: 'skeletoned', skeleton: page.skeleton()});
  }

  function saveReport() {
    const address = URL.createObjectURL(new Blob([state().skeleton], {type: 'text/plain'}));
    const link = Object.assign(document.createElement('a'), {href: address, download: 'freshdesk-sida.txt'});
    link.click();
    URL.revokeObjectURL(address);
  }

  function move(changed_) {
    const place = {...state().place, ...changed_};
    memory.setPlace(place);
    dispatch({type: 'moved', place});
  }

  return {
    fix, goTo, act, report, insert, search, toggleSearch, copy, move, openGuide, copyFromGuide, putInNote, setProperties,
    reportPage, saveReport,
    copyReport: () => copy(state().skeleton),
    closeReport: () => dispatch({type: 'skeletoned', skeleton: null}),
    fill: guides.answer,
    tick: guides.tick,
    restartGuide: guides.restart,
    closeGuide: guides.close,
    dismiss: (finding) => hide(finding),
    toggle: () => move({open: !state().place.open}),
    hover(finding) {
      underline.card(finding);
    },
    why() {}, // the overlay unfolds it by itself
    dialog: gate.dialog,
  };
}

const listed = (words) => new Intl.ListFormat('sv').format(words);

/** "Grupp = Backoffice och Status = Öppen". @param {Record<string, string|string[]>} values @param {string[]} names */
const assigned = (values, names = Object.keys(values)) =>
  listed(names.map((name) => `${name} = ${[values[name]].flat().join(', ')}`));
