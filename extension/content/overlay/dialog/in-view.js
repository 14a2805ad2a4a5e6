// Notices when the text for the log has been in view, at least half of its box.

const ENOUGH = 0.5;

/**
 * @param {{root: ShadowRoot, seen: () => void, signal: AbortSignal}} of
 * @returns {{afterDraw: () => void}}
 */
export function logInView({root, seen, signal}) {
  /** @type {HTMLTextAreaElement|null} */
  let watched = null;
  let isIn = false;
  let told = '';
  const observer = new IntersectionObserver((entries) => {
    isIn = entries.some(({intersectionRatio}) => intersectionRatio >= ENOUGH);
    tell();
  }, {threshold: ENOUGH});
  signal.addEventListener('abort', () => observer.disconnect(), {once: true});

  function tell() {
    if (!isIn || !watched?.isConnected || watched.value === told) return;
    told = watched.value;
    queueMicrotask(seen); // never while the overlay is being drawn
  }

  return {
    /** Another text may stand in the same box. */
    afterDraw() {
      const box = /** @type {HTMLTextAreaElement|null} */ (root.getElementById('log-text'));
      if (box === watched) return tell();
      if (watched) observer.unobserve(watched);
      watched = box;
      isIn = false;
      told = '';
      if (box) observer.observe(box);
    },
  };
}
