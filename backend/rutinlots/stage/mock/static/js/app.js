/** The mock's single-page app. */

import {composePage} from './compose.js';
import {h} from './dom.js';
import {listPage} from './list/list.js';
import {followLinks, navigate, route, startAt} from './router.js';
import {base, has, start} from './session.js';
import {shell} from './shell.js';
import {ticketPage} from './ticket/ticket.js';

route(/^\/a\/tickets\/filters\/(.+)$/, listPage);
route(/^\/a\/tickets\/compose-email\/?$/, composePage);
route(/^\/a\/tickets\/(\d+)/, ticketPage);
route(/./, async (outlet) => {
  outlet.append(
    h(
      'div',
      {class: 'empty-page'},
      'Den här delen finns inte i övningen. ',
      h('a', {href: '/a/tickets/filters/all_tickets'}, 'Till ärendena'),
    ),
  );
  return 'Ellevio Kundservice';
});

async function run() {
  await start();
  for (const look of ['dark', 'fixed-frame']) document.documentElement.classList.toggle(look, has(look));
  const {frame, outlet} = shell();
  document.querySelector('#nucleus-banner-wormhole').before(frame);
  document.addEventListener('click', followLinks);
  if (location.pathname === `${base}/a/`) navigate('/a/tickets/filters/all_tickets');
  startAt(outlet);
}

run();
