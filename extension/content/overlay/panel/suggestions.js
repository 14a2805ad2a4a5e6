// Reply snippets: the three that fit, and a search box over them all, browsed by theme.

import {button, isOpen, sectionTitle, spoken, textBox, unfolder} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

/** @param {import('../parts/controls.js').Ui} ui @param {any} state */
export function suggestions(ui, state) {
  const {suggestions: fitting, search} = state;
  if (!state.ticket && fitting.length === 0 && !search.open) return null;
  const said = new Set();
  const why = (one) => reason(one, said);
  const shut = state.place.folded?.includes('suggestions') && !search.open;
  const title = sectionTitle(ui, 'suggestions', 'Svarsmallar', state.place);
  const named = {key: 'suggestions', class: 'part', 'aria-labelledby': 'suggestions-title'};
  if (shut) return h('section', named, h('div', {class: 'part-head'}, title));
  return h('section', named,
    h('div', {class: 'part-head'}, title, searchToggle(ui, search.open)),
    search.open ? searchPart(ui, search) : null,
    fitting.length > 0 && !(search.open && search.query)
      ? h('ul', {class: 'snippets', 'aria-label': 'Passar ärendet'}, fitting.map((one) =>
        snippet(ui, {...one, id: one.snippet}, 'suggested', why(one))))
      : null,
    fitting.length === 0 && !search.open && state.status !== 'checking' && state.moment !== 'write'
      ? h('p', {class: 'calm'}, 'Ingen mall passar tydligt. Sök bland alla om du vill.') : null);
}

function searchToggle(ui, open) {
  const sign = icon(open ? 'close' : 'search');
  return button(open ? 'Stäng sökningen' : 'Sök bland alla', () => ui.actions.toggleSearch(), {
    look: 'link', sign, props: {'aria-expanded': String(open)},
  });
}

/**
 * The customer's own words, once for all that they speak for, or the check that calls for the reply.
 * @param {any} suggestion @param {Set<string>} said
 */
function reason({reasons: [words] = [], quote, check}, said) {
  const why = check ? `Föreslås av ”${words}”` : `Kunden: ”${quote ?? words}”`;
  if (!words || said.has(why)) return null;
  said.add(why);
  return h('p', {class: 'reasons'}, why);
}

function searchPart(ui, {query, results}) {
  return h('div', {class: 'search', key: 'search'},
    h('label', {class: 'search-box'},
      spoken('Sök svarsmall'), icon('search'),
      h('input', {
        type: 'search', id: 'snippet-search', value: query, placeholder: 'Sök svarsmall', autocomplete: 'off',
        'aria-controls': 'snippet-results', on: {input: (event) => ui.actions.search(event.target.value)},
      })),
    h('p', {class: 'spoken', role: 'status'}, results ? found(results.length, query) : null),
    h('div', {id: 'snippet-results', class: 'results'},
      results && results.length === 0 ? h('p', {class: 'calm'}, found(0, query)) : null,
      results ? themes(results).map(([theme, snippets]) => themeGroup(ui, theme, snippets, query !== '')) : null));
}

function found(count, query) {
  if (count === 0 && query) return `Ingen mall hittades för ”${query}”.`;
  if (count === 0) return 'Det finns inga svarsmallar att visa just nu.';
  return count === 1 ? '1 svarsmall' : `${count} svarsmallar`;
}

/** @returns {[string, any[]][]} results by theme, both in the order they came */
function themes(results) {
  const groups = new Map();
  for (const one of results) groups.set(one.theme, [...(groups.get(one.theme) ?? []), one]);
  return [...groups];
}

/** Browsing shows the themes shut, a search shows what it found. */
function themeGroup(ui, theme, snippets, searched) {
  const name = `theme-${theme}`;
  const list = h('ul', {class: 'snippets', id: name, 'aria-label': words(theme)},
    snippets.map((one) => snippet(ui, one, 'found', null)));
  if (searched) return h('div', {class: 'theme', key: name}, h('h4', {class: 'theme-title'}, words(theme)), list);
  return h('div', {class: 'theme', key: name},
    h('h4', {class: 'theme-title'}, unfolder(ui, `${words(theme)} (${snippets.length})`, name, {look: 'plain wide'})),
    isOpen(ui, name) ? list : null);
}

const words = (theme = '') => (theme ? theme[0].toUpperCase() + theme.slice(1).replaceAll('-', ' ') : 'Övrigt');

/** Blanks that the customer's mails answer. @param {{name: string, value: string}[]} found */
const answers = (found) => found.map(({name, value}) => `${name} ${value}`).join(', ');

/** What can't come along: files stay in Freshdesk. @param {string[]} names */
const filed = (names) =>
  `Den här mallen har ${names.length > 1 ? 'bilagor' : 'en bilaga'} i Freshdesk: ${names.join(', ')}. Bifoga själv.`;

function snippet(ui, {id, title, text, attachments = [], found = []}, place, more) {
  const name = `${place}-${id}`;
  const about = {'aria-describedby': `${name}-title`};
  return h('li', {key: name, class: 'snippet'},
    h('div', {class: 'snippet-head'},
      h('p', {class: 'snippet-title', id: `${name}-title`}, title),
      button('Infoga', () => ui.actions.insert(id), {look: 'soft', sign: icon('insert'), props: about})),
    more,
    found.length ? h('p', {class: 'calm'}, `Ifyllt från mejlet: ${answers(found)}.`) : null,
    attachments.length ? h('p', {class: 'calm'}, filed(attachments)) : null,
    unfolder(ui, 'Förhandsvisa', name, {props: about}),
    isOpen(ui, name) ? textBox(text, {id: name, 'aria-label': `Texten i ${title}`}) : null);
}
