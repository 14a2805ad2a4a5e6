/**
 * A page without a word of what stands on it, so that it can be shown to whoever mends the selectors: tags, classes, ids and
 * attributes, of which only what is known beforehand is told. Every other word in them is a number, the same throughout the
 * report, for a name may be made of a customer's. Mails and what is being written are left out whole.
 */

const KNOWN = new Set([
  'true', 'false', 'plaintext-only', 'menu', 'listbox', 'dialog', 'alertdialog', 'alert', 'status', 'button', 'submit',
  'textbox', 'toolbar', 'menuitem', 'option', 'combobox', 'search', 'text', 'checkbox', 'group', 'region', 'main', 'list',
  'listitem', 'hidden', 'auto', '0', '-1',
]);
const VOCABULARY = `action actions active add address addresses alert app area aria article aside avatar bar basic block body
  bottom box btn button buttons can card cc bcc cell center close collapse column columns component composer
  container content control copy current data date details dialog disabled discard draft drop dropdown edit
  editable editor element email ember empty end error expand expanded field fields file files flex fr filter
  fixed focus footer form forward group grid has head header heading hidden hover html icon id in info inline
  inner input is item items label layer layout left link list loading main mark mb menu message messages middle
  modal module more ms mt name nav new note off on open option options outer overlay page pane panel part pill
  placeholder popover popup preview primary private properties public quote rail region reply required right row
  rows save scroll search section secondary select selected send sentiment set shadow show side sidebar slot
  small span state status sticky subject submit subtitle tab table tabs tag test text thread ticket tickets time
  title to toggle toolbar tooltip top trigger type ui unified update user value view visible widget with wrap
  wrapper x`;
const STANDARD = new RegExp(`^(?:role|type|contenteditable|tabindex|hidden|disabled|dir|title|name|href|aria-(?:
  activedescendant|busy|checked|controls|current|describedby|description|disabled|expanded|haspopup|hidden|
  invalid|label|labelledby|level|live|modal|multiline|multiselectable|orientation|owns|placeholder|pressed|
  readonly|required|roledescription|selected|sort|valuetext))$`.replace(/\s+/g, ''));
const OWN = /^data-[\w-]+$/;
// Never told, whatever they hold.
const WORDED = /^(?:title|name|href|aria-(?:label|description|valuetext|placeholder|roledescription))$/;
const NAME = /^[a-z][\w:-]{0,60}$/i;
const GONE = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'NOSCRIPT', 'TITLE', 'SVG', 'PATH', 'IMG', 'RUTINLOTS-OVERLAY']);
const WITHOUT_CONTENT = ['editor', 'messageBody', 'quoted'];
// Also where no selector knows the editor any more.
const WRITTEN = '[role="textbox"], [contenteditable], .fr-view, blockquote, textarea';
const DEEPEST = 60;

/**
 * @param {Document} document
 * @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {string} HTML without text; a shadow root is a template with shadowrootmode
 */
export function skeletonOf(document, find) {
  const values = find.values();
  const vocabulary = new Set([...find.vocabulary(), ...VOCABULARY.split(/\s+/)]);
  /** @type {Map<string, string>} */
  const numbered = new Map();
  const lines = [];

  function element(node, depth) {
    if (GONE.has(node.tagName.toUpperCase()) || depth > DEEPEST) return;
    const indent = ' '.repeat(depth);
    const tag = tagOf(node);
    const open = `${indent}<${tag}${attributes(node)}>`;
    const close = `</${tag}>`;
    const isEmpty = node.matches(WRITTEN) || WITHOUT_CONTENT.some((name) => find.is(name, node))
      || (!node.children.length && !node.shadowRoot);
    if (isEmpty) return void lines.push(open + close);
    lines.push(open);
    if (node.shadowRoot) {
      lines.push(`${indent} <template shadowrootmode="open">`);
      for (const child of node.shadowRoot.children) element(child, depth + 2);
      lines.push(`${indent} </template>`);
    }
    for (const child of node.children) element(child, depth + 1);
    lines.push(indent + close);
  }

  function tagOf({localName}) {
    if (!localName.includes('-')) return document.createElement(localName) instanceof HTMLUnknownElement ? 'x-part' : localName;
    return `${censored(localName)}${censored(localName).includes('-') ? '' : '-x'}`;
  }

  function attributes(node) {
    const classes = [...node.classList].map(censored).join(' ');
    const rest = [...node.attributes].filter(({name}) => STANDARD.test(name) || OWN.test(name))
      .map(({name, value}) => [STANDARD.test(name) ? name : censored(name), valueOf(name, value)]);
    return [['id', node.id && censored(node.id)], ['class', classes]].filter(([, value]) => value).concat(rest)
      .map(([name, value]) => ` ${name}="${value}"`).join('');
  }

  /** A value that no text of a customer's can be, or a question mark; nothing stays nothing. */
  function valueOf(name, value) {
    if (!value) return '';
    if (WORDED.test(name)) return '?';
    const plain = value.toLowerCase();
    if (KNOWN.has(plain) || values.has(value)) return KNOWN.has(plain) ? plain : value;
    return OWN.test(name) && NAME.test(value) ? censored(value) : '?';
  }

  /** A name with a number for each word that isn't known beforehand, and zeros for its own numbers. */
  function censored(name) {
    if (!NAME.test(name)) return numberOf(name);
    return name.replace(/[A-Z]?[a-z]+|[A-Z]+|\d/g, (part) => {
      if (/\d/.test(part)) return '0';
      return part.length === 1 || vocabulary.has(part.toLowerCase()) ? part : numberOf(part);
    });
  }
  function numberOf(word) {
    if (!numbered.has(word)) numbered.set(word, `x${numbered.size + 1}`);
    return numbered.get(word);
  }

  element(document.body, 0);
  return `${lines.join('\n')}\n`;
}
