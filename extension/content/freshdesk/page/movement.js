/**
 * Whether anything on the page may have come to where the overlay stands. To look there costs a hundred hit tests, so a page that
 * goes on drawing small things anew elsewhere is not looked at for each of them.
 */

const STILL_MS = 1000; // after a change something may still be on its way to its place
const TRUSTED_MS = 20_000; // so long small changes are taken for no more than they are
const FEW = 30; // elements of small changes; more may be anything
const MOST_WAITING = 200; // changes that are looked through together
const NEAR = 4; // px

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * @param {Window & typeof globalThis} window
 * @param {(target: Element) => boolean} isWritten  whether a change there is the agent's writing, which moves nothing
 */
export function createMovement(window, isWritten) {
  let movedAt = window.performance.now(); // when something large has changed, or the agent has done something
  let trustedAt = movedAt;
  /** @type {Element[]} what small changes have brought since the last question */
  let brought = [];
  let hasLost = false; // something has gone: there may be room

  /** @type {MutationRecord[]} which nobody has asked about: a page draws more often than it is looked at */
  let waiting = [];

  const moved = () => (movedAt = window.performance.now());

  /** Something has been drawn. @param {MutationRecord[]} records */
  function changed(records) {
    waiting.push(...records);
    if (waiting.length > MOST_WAITING) lookThrough();
  }

  function lookThrough() {
    const records = waiting.filter(({target}) => !isWritten(/** @type {Element} */ (target)));
    waiting = [];
    for (const {addedNodes, removedNodes} of records) {
      hasLost ||= removedNodes.length > 0;
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        const element = /** @type {Element} */ (node);
        brought.push(element, ...(brought.length < FEW ? element.querySelectorAll('*') : []));
      }
    }
    if (brought.length <= FEW) return;
    brought = [];
    moved();
  }

  /** @param {Box[]|null} ours  where the overlay stands; null: anywhere, or it waits for room */
  function isMoving(ours) {
    lookThrough();
    const now = window.performance.now();
    const small = brought;
    const isChanged = hasLost || small.length > 0;
    brought = [];
    hasLost = false;
    if (isChanged && (!ours || small.some((one) => mayReach(one, ours)))) moved();
    const isTrusted = !isChanged || now - trustedAt < TRUSTED_MS;
    if (isTrusted && now - movedAt >= STILL_MS) return false;
    trustedAt = now;
    return true;
  }

  /** @param {Element} element @param {Box[]} ours */
  function mayReach(element, ours) {
    if (!element.isConnected) return false;
    if (element.shadowRoot) return true;
    const box = element.getBoundingClientRect();
    if (ours.some((one) => meet(box, one))) return true;
    const isOut = box.right <= 0 || box.bottom <= 0 || box.left >= window.innerWidth || box.top >= window.innerHeight;
    return isOut && ['fixed', 'absolute'].includes(window.getComputedStyle(element).position); // and may slide in
  }

  return {moved, changed, isMoving};
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right + NEAR && b.left - NEAR < a.right && a.top < b.bottom + NEAR && b.top - NEAR < a.bottom;
