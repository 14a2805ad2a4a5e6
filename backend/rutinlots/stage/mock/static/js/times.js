/** Times in words, seen from the account's own clock. */

import {session} from './session.js';

const FULL = new Intl.DateTimeFormat('sv-SE', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Stockholm',
});

/** "tis 10 mars 2026 08:41" */
export const full = (iso) =>
  FULL.format(new Date(iso))
    .replace(/,/g, '')
    .replace(/ kl\.? ?/, ' kl. ');

/** "för 2 timmar sedan" */
export function ago(iso) {
  const minutes = Math.max(1, Math.round((Date.parse(session.settings.now) - Date.parse(iso)) / 60000));
  const [count, one, many] =
    minutes < 60
      ? [minutes, 'minut', 'minuter']
      : minutes < 1440
        ? [Math.round(minutes / 60), 'timme', 'timmar']
        : [Math.round(minutes / 1440), 'dag', 'dagar'];
  return `för ${count === 1 ? 'en' : count} ${count === 1 ? one : many} sedan`;
}
