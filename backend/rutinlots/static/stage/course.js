// Keeps the lead's page of a course up to date: asks for the same page again and takes its part that changes.

export {};

const EVERY_MS = 3000;
let version = ''; // of the page that is shown

/** Says when the server was heard last. */
function fetched() {
  const said = document.getElementById('fetched');
  if (said) said.textContent = new Date().toLocaleTimeString('sv-SE', {timeZone: 'Europe/Stockholm'}).replaceAll(':', '.');
}

async function renew() {
  if (document.hidden) return;
  try {
    const headers = {Accept: 'text/html', 'If-None-Match': version};
    const answer = await fetch(location.pathname, {headers, redirect: 'error', cache: 'no-store'});
    if (answer.status === 304) fetched();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [old, fresh] = [document.getElementById('live'), page.getElementById('live')];
    if (!page.querySelector('.way-in')) return location.reload(); // the course has ended
    if (!old || !fresh) return;
    document.getElementById('until')?.replaceChildren(...page.getElementById('until')?.childNodes ?? []); // the first who comes changes it
    const open = [...old.querySelectorAll('details')].map((each) => each.open);
    const kept = old.querySelector('.scrolls')?.scrollLeft ?? 0;
    if (old.contains(document.activeElement)) return; // a reader by keyboard is left where they are
    fresh.querySelectorAll('details').forEach((each, at) => { each.open = open[at] ?? false; });
    old.replaceChildren(...fresh.childNodes);
    const scrolls = old.querySelector('.scrolls');
    if (scrolls) scrolls.scrollLeft = kept;
    version = answer.headers.get('ETag') ?? '';
    fetched();
  } catch {
    // The server is away for a moment; the page stays as it is.
  }
}

setInterval(renew, EVERY_MS);
