/** A tree of elements as far as the page's readers need one, and observers of it that are told when a test says so. */

globalThis.Node ??= /** @type {any} */ ({ELEMENT_NODE: 1, TEXT_NODE: 3});

/** @type {Set<any>} */
const observers = new Set();

globalThis.MutationObserver = /** @type {any} */ (class {
  constructor(told) {
    Object.assign(this, {told, records: [], nodes: new Map()});
  }
  observe(node, how) {
    observers.add(this);
    this.nodes.set(node, how);
  }
  disconnect() {
    observers.delete(this);
  }
  takeRecords() {
    return this.records.splice(0);
  }
});

/** Something has changed in a node: observers of it, or of what is around it in the same tree, will hear of it if they want to. */
export function changed(target, addedNodes = [], what = 'childList') {
  for (const observer of observers) {
    for (let node = target; node; node = node.parentNode) {
      if (observer.nodes.get(node)?.[what]) {
        observer.records.push({target, addedNodes});
        break;
      }
    }
  }
}

/** The observers hear of it now, as in a browser when a script has ended. */
export function told() {
  for (const observer of observers) if (observer.records.length) observer.told(observer.takeRecords());
}

/** @param {string} localName @param {any[]} [children] */
export function element(localName, children = []) {
  const one = {
    nodeType: 1, localName, parentNode: null, shadowRoot: null, children: [], isRoot: false,
    get isConnected() {
      const top = topOf(one);
      return top.isRoot && (top.host ? top.host.isConnected : true);
    },
    querySelectorAll: () => one.children.flatMap((child) => [child, ...child.querySelectorAll()]),
    contains: (other) => other === one || one.children.some((child) => child.contains(other)),
    getRootNode: () => topOf(one),
    append(child) {
      child.parentNode = one;
      one.children.push(child);
      changed(one, [child]);
      return child;
    },
    remove() {
      one.parentNode.children.splice(one.parentNode.children.indexOf(one), 1);
      one.parentNode = null;
    },
    attachShadow() {
      one.shadowRoot = Object.assign(element('#shadow-root'), {isRoot: true, host: one});
      return one.shadowRoot;
    },
  };
  children.forEach((child) => one.append(child));
  return one;
}

const topOf = (node) => (node.parentNode ? topOf(node.parentNode) : node);

/** @param {any[]} children */
export const tree = (children = []) => Object.assign(element('#document', children), {isRoot: true, readyState: 'complete'});
