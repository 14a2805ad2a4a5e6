/** What has an editor and a button to send with and is no mail: another extension's box, a chat between colleagues. */

import {around} from '../page/find.js';

/** Any of these is in what Freshdesk has drawn. */
const OF_FRESHDESK = ['original', 'message', 'openReply', 'properties', 'newForm', 'filter', 'breadcrumbId', 'profile'];

/**
 * Whether an element stands apart from Freshdesk's own page, or in a part of it that mails are never written in.
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>}} given
 * @returns {(element: Element) => boolean}
 */
export function createApart({document, find}) {
  const isRoot = (/** @type {Element|null} */ one) => !one || one === document.body || one === document.documentElement;

  /** The child of the page's body that an element is in. @param {Element} element */
  function part(element) {
    let one = element;
    for (let wider = around(one); wider && !isRoot(wider); wider = around(one)) one = wider;
    return one;
  }

  return (element) => {
    if (find.around('chat', element)) return true;
    const known = OF_FRESHDESK.map((name) => find.first(name)).filter((one) => one !== null);
    const mine = part(element);
    return known.length > 0 && known.every((one) => part(one) !== mine);
  };
}
