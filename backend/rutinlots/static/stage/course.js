// Keeps the lead's page of a course up to date: asks for the same page again and takes its part that changes.

export {};

const EVERY_MS = 3000;

async function renew() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname, {headers: {Accept: 'text/html'}, redirect: 'error'});
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [old, fresh] = [document.getElementById('live'), page.getElementById('live')];
    if (!old || !fresh) return;
    const open = [...old.querySelectorAll('details')].map((each) => each.open);
    const kept = old.querySelector('.scrolls')?.scrollLeft ?? 0;
    if (old.contains(document.activeElement)) return; // a reader by keyboard is left where they are
    fresh.querySelectorAll('details').forEach((each, at) => { each.open = open[at] ?? false; });
    old.replaceChildren(...fresh.childNodes);
    const scrolls = old.querySelector('.scrolls');
    if (scrolls) scrolls.scrollLeft = kept;
  } catch {
    // The server is away for a moment; the page stays as it is.
  }
}

setInterval(renew, EVERY_MS);
