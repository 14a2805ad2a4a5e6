/**
 * A page without a word of what stands on it, so that it can be shown to whoever mends the selectors: tags, classes, names of
 * attributes, and their values only where they are known beforehand. Mails and what is being written are left out whole.
 */

const KNOWN = new Set(['true', 'false', 'menu', 'listbox', 'dialog', 'alertdialog', 'alert', 'status', 'button', 'submit', 'textbox', 'toolbar', 'menuitem',
  'option', 'combobox', 'search', 'text', 'checkbox', 'group', 'region', 'main', 'list', 'listitem', 'hidden', 'auto', '0', '-1']);
const KEPT = /^(?:role|type|contenteditable|tabindex|hidden|disabled|dir|aria-(?!label)[a-z]+|data-[\w-]+|title|name|href|aria-label)$/;
const NAME = /^[a-z][\w:-]{0,60}$/i;
const GONE = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'NOSCRIPT', 'TITLE', 'SVG', 'PATH', 'IMG', 'RUTINLOTS-OVERLAY']);
const WITHOUT_CONTENT = ['editor', 'messageBody', 'quoted'];
const WRITTEN = '[role="textbox"], [contenteditable], .fr-view, blockquote, textarea'; // also where no selector knows the editor any more
const DEEPEST = 60;

/**
 * @param {Document} document
 * @param {ReturnType<import('./find.js').createFinder>} find
 * @returns {string} HTML without text; a shadow root is a template with shadowrootmode
 */
export function skeletonOf(document, find) {
  const values = find.values();
  const lines = [];

  function element(node, depth) {
    if (GONE.has(node.tagName.toUpperCase()) || depth > DEEPEST) return;
    const indent = ' '.repeat(depth);
    const open = `${indent}<${node.localName}${attributes(node)}>`;
    const close = `</${node.localName}>`;
    const isEmpty = node.matches(WRITTEN) || WITHOUT_CONTENT.some((name) => find.is(name, node)) || (!node.children.length && !node.shadowRoot);
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

  function attributes(node) {
    const classes = [...node.classList].filter((name) => NAME.test(name)).map(censored).join(' ');
    const id = NAME.test(node.id) ? censored(node.id) : '';
    const rest = [...node.attributes].filter(({name}) => KEPT.test(name)).map(({name, value}) => [name, valueOf(name, value)]);
    return [['id', id], ['class', classes]].filter(([, value]) => value).concat(rest).map(([name, value]) => ` ${censored(name)}="${value}"`).join('');
  }

  /** A value that no text of a customer's can be, or a question mark; nothing stays nothing. */
  function valueOf(name, value) {
    if (!value) return '';
    if (/^(?:title|name|href|aria-label)$/.test(name)) return '?';
    return KNOWN.has(value) || values.has(value) ? value : '?';
  }

  element(document.body, 0);
  return `${lines.join('\n')}\n`;
}

const censored = (name) => name.replace(/\d/g, '0');
