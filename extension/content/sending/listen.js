/** Hears every way of sending before the page does, and what is likely to come before one. */

const SENDING = ['click', 'keydown', 'submit'];
const HINTS = ['pointerover', 'pointerdown', 'focusin', 'keydown'];

/**
 * @param {object} given
 * @param {EventTarget} given.target
 * @param {Pick<EventTarget, 'addEventListener'>} given.keys  where keys are heard
 * @param {AbortSignal} given.signal
 * @param {() => boolean} given.isOn
 * @param {(event: Event) => void} given.sending  something is pressed, perhaps to send
 * @param {(event: Event) => void} given.hint     the pointer or the keyboard comes near
 * @param {(isHeld: boolean) => void} given.fault  `sending` threw; isHeld: the page won't hear of the event
 */
export function listen({target, keys, signal, isOn, sending, hint, fault}) {
  const of = (/** @type {string} */ type) => (type === 'keydown' ? keys : target);
  for (const type of SENDING) of(type).addEventListener(type, heard, {capture: true, signal});
  for (const type of HINTS) of(type).addEventListener(type, near, {capture: true, passive: true, signal});

  /** @param {Event} event */
  function heard(event) {
    try {
      if (isOn()) sending(event);
    } catch {
      fault(event.defaultPrevented);
    }
  }

  let pointedAt = '';
  /** The page has moved under a pointer that rests, as it does while a mail grows. @param {any} event */
  function isStill({type, screenX, screenY}) {
    if (type !== 'pointerover' || screenX === undefined) return false;
    const before = pointedAt;
    pointedAt = `${screenX} ${screenY}`;
    return pointedAt === before;
  }

  /** @param {Event} event */
  function near(event) {
    try {
      if (isStill(event)) return;
      if (isOn()) hint(event);
    } catch {
      // Looking ahead is a convenience.
    }
  }
}

/** Whether Enter may follow, to send. @param {Event} event */
export const mayBecomeShortcut = (event) =>
  event instanceof KeyboardEvent && ['Control', 'Meta'].includes(event.key) && !event.repeat;

/** The page never hears of it. @param {Event} event */
export function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
