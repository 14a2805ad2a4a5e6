/** Where in Freshdesk the agent is, and whether the page has caught up with its own address. */

/**
 * @typedef {{kind: 'ticket'|'new'|'list'|'other', id: number|null}} Place
 * @param {string} path
 * @returns {Place}
 */
export function placeOf(path) {
  const ticket = /^\/a\/tickets\/(\d+)(?:\/|$)/.exec(path);
  if (ticket) return {kind: 'ticket', id: Number(ticket[1])};
  if (/^\/a\/tickets\/(?:compose-email|new)(?:\/|$)/.test(path)) return {kind: 'new', id: null};
  if (/^\/a\/tickets(?:\/filters(?:\/|$)|\/?$)/.test(path)) return {kind: 'list', id: null};
  return {kind: 'other', id: null};
}

export const samePlace = (a, b) => a.kind === b.kind && a.id === b.id;

/** The id that the wrapper of a ticket's first mail carries; null without one. @param {Element|null|undefined} album */
export function albumId(album) {
  const match = /^ticket_(\d+)$/.exec(album?.getAttribute('data-album') ?? '');
  return match ? Number(match[1]) : null;
}

/**
 * The id of the ticket whose content is on the page, by the best sign there is: after a change of address, the old
 * ticket stays on screen for seconds.
 * @returns {number|null} null when nothing on the page tells
 */
export function shownTicket(document, find) {
  const album = albumId(find.first('ticketAlbum'));
  if (album !== null) return album;
  const crumb = find.all('breadcrumbId').map((element) => /^#?(\d+)$/.exec(element.textContent.trim())).find(Boolean);
  if (crumb) return Number(crumb[1]);
  const title = /^\[#(\d+)\]/.exec(document.title);
  return title ? Number(title[1]) : null;
}

/**
 * @param {Place} place
 * @returns {'yes'|'no'|'unknown'} whether what is on the page belongs to the place
 */
export function isThere(place, document, find) {
  const shown = shownTicket(document, find);
  if (place.kind === 'ticket') return shown === null ? 'unknown' : shown === place.id ? 'yes' : 'no';
  if (find.first('ticketAlbum')) return 'no';
  if (place.kind === 'new') return find.first('newSubject') ? 'yes' : 'unknown';
  if (place.kind === 'list') return find.first('filter') ? 'yes' : 'unknown';
  return 'yes';
}

/** The subject from the window's title: `[#90103] Faktura : Kontot`. */
export function subjectInTitle(title, id) {
  const match = /^\[#(\d+)\]\s*(.*?)(?:\s+:\s+[^:]*)?$/.exec(title);
  return match && Number(match[1]) === id ? match[2] : '';
}
