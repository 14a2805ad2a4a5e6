/** The ticket's properties, or those of a mail that has no ticket yet: going to one, and setting some. */

import {fieldsIn, propertiesIn} from '../page/fields.js';
import {isShown} from '../page/find.js';
import {samePlace} from '../page/location.js';
import {press} from './choose.js';

const SAVED_MS = 3000;

/**
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   chooser: ReturnType<typeof import('./choose.js').createChooser>, place: () => import('../page/location.js').Place}} given
 */
export function createProperties({document, find, chooser, place}) {
  function fields() {
    const form = find.first('properties') ? null : find.first('newForm');
    const found = form ? fieldsIn(form, find) : propertiesIn(find);
    return found.length ? found : fieldsIn(document.body, find);
  }
  const named = (label) => fields().find((field) => field.label === label) ?? null;
  const saveButton = () => find.first('saveProperties', null, isShown);

  /**
   * Sets some properties, and saves them where the page has a button for it. When the agent goes on to another ticket
   * meanwhile, the rest is left: the fields are that one's now.
   * @param {Record<string, string>} wanted by label
   * @returns {Promise<{left: string[], saved: boolean}>} left: those that could not be set
   */
  async function set(wanted) {
    const values = Object.fromEntries(Object.entries(wanted).map(([label, value]) => [label, [value]]));
    const from = place();
    const left = await chooser.chooseAll((label) => (samePlace(from, place()) ? named(label) : null), values);
    if (left.length) return {left, saved: false};
    const isSaved = () => Boolean(/** @type {HTMLButtonElement|null} */ (saveButton())?.disabled);
    if (saveButton() && !isSaved()) press(saveButton());
    return {left, saved: Boolean(await chooser.until(isSaved, SAVED_MS, () => null))};
  }

  return {fields, named, set};
}
