// What keeps the page up to date: the live socket, else asking again.

import {send} from './server.js';

const POLL_MS = 5000;
const WATCH_MS = 500;
const PING_MS = 2000;
const UNSEEN_PING_MS = 4 * 60 * 1000;
const SILENT_MS = 4000;
const SLEPT_MS = 3000;
const LONGEST_WAIT_MS = 15000;
const SOON_MS = 30_000;

const seen = () => document.visibilityState === 'visible';

// take: told each message; state: told how it stands; refresh: asks for what was missed; report: told
// what went wrong
export function follow({take, state, refresh, report}) {
  let socket = null;
  let waitMs = 500;
  let heardAt = 0;
  let lookedAt = 0;
  let pingedAt = 0;
  let watchedAt = Date.now();
  let until = Infinity;
  const live = () => socket !== null && socket.readyState === WebSocket.OPEN;

  async function connect() {
    let ticket;
    try {
      ticket = await send('POST', '/api/live-ticket');
    } catch (error) {
      state('lost', 'Connexion perdue, nouvelle tentative…');
      report(error);
      again();
      return;
    }
    if (!ticket.url) {
      state('poll', 'Actualisé toutes les 5 secondes');
      return;
    }
    const opening = new WebSocket(ticket.url + '?ticket=' + encodeURIComponent(ticket.ticket));
    const before = socket;
    socket = opening;
    until = Date.parse(ticket.until) || Infinity;
    heardAt = Date.now();
    opening.addEventListener('open', () => {
      waitMs = 500;
      heardAt = Date.now();
      if (before !== null) {
        before.close();
      }
      state('live', 'À jour');
      refresh();
    });
    opening.addEventListener('message', event => {
      heardAt = Date.now();
      if (opening === socket) {
        take(JSON.parse(event.data));
      }
    });
    opening.addEventListener('close', () => lost(opening));
  }

  // A socket counts as lost once: when it closes, or when it is found dead, which may be long before.
  function lost(which) {
    if (which === socket) {
      socket = null;
      state('poll', 'Connexion perdue, nouvelle tentative…');
      again();
    }
  }

  function again() {
    setTimeout(connect, waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }

  // A network that is gone closes no socket: only a pong, or any other message, shows that it lives.
  // While nobody looks, a ping now and then keeps it open.
  function watch() {
    const now = Date.now();
    const slept = now - watchedAt > SLEPT_MS;
    watchedAt = now;
    if (socket === null) {
      return;
    }
    if ((slept && seen()) || (seen() && now - Math.max(heardAt, lookedAt) > SILENT_MS)) {
      renew();
    } else if (now > until - SOON_MS) {
      // a socket is told nothing when its token has ended: the next one takes its place before
      until = Infinity;
      connect();
    } else if (live() && now - pingedAt >= (seen() ? PING_MS : UNSEEN_PING_MS)) {
      ping();
    }
  }

  function ping() {
    pingedAt = Date.now();
    socket.send('{"type":"ping"}');
  }

  // Leaves the socket and begins anew: what came meanwhile is read again.
  function renew() {
    const dead = socket;
    waitMs = 0;
    lost(dead);
    waitMs = 500;
    dead.close();
    refresh();
  }

  function look() {
    if (!seen()) {
      return;
    }
    lookedAt = Date.now();
    if (live()) {
      ping();
    } else {
      refresh();
    }
  }

  setInterval(() => !live() && seen() && refresh(), POLL_MS);
  setInterval(watch, WATCH_MS);
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pageshow', look);
  window.addEventListener('online', () => socket !== null && renew());
  connect();
}
