// What keeps the page up to date: the live socket, else asking again; then the start of it all.

const POLL_MS = 5000;
const WATCH_MS = 500;
const PING_MS = 2000;
const UNSEEN_PING_MS = 4 * 60 * 1000;
const SILENT_MS = 4000;
const SLEPT_MS = 10000;
const LONGEST_WAIT_MS = 30000;

let socket = null;
let waitMs = 1000;
let heardAt = 0;
let lookedAt = 0;
let pingedAt = 0;
let watchedAt = Date.now();

function refresh() {
  return Promise.all([loadDay(), loadCall()]).then(allWell, report);
}

function linkState(state, text) {
  byId('link').dataset.state = state;
  if (byId('link').textContent !== text) {
    byId('link').textContent = text;
  }
}

function take(event) {
  const message = JSON.parse(event.data);
  if (message.type === 'turn' && message.callSid === selected) {
    turns.set(message.seq, message);
    showTurns();
  } else if (message.type === 'call') {
    takeCall(message);
  }
}

function takeCall(call) {
  if (call.day === day) {
    calls.set(call.callSid, call);
    showList();
  }
  if (call.callSid === selected) {
    const before = shownCall;
    showCall(call);
    if (!before || before.summaryState !== call.summaryState) {
      loadCall().then(allWell, report);
    }
  }
}

async function connect() {
  let ticket;
  try {
    ticket = await get('/api/live-ticket');
  } catch (error) {
    linkState('lost', 'Hors ligne');
    report(error);
    again();
    return;
  }
  if (!ticket.url) {
    linkState('poll', 'Actualisé toutes les 5 secondes');
    return;
  }
  const opening = new WebSocket(ticket.url + '?ticket=' + encodeURIComponent(ticket.ticket));
  socket = opening;
  heardAt = Date.now();
  opening.addEventListener('open', () => {
    waitMs = 1000;
    heardAt = Date.now();
    linkState('live', 'En direct');
    refresh();
  });
  opening.addEventListener('message', event => {
    heardAt = Date.now();
    if (opening === socket) {
      take(event);
    }
  });
  opening.addEventListener('close', () => lost(opening));
}

// A socket counts as lost once: when it closes, or when it is found dead, which may be long before.
function lost(which) {
  if (which !== socket) {
    return;
  }
  socket = null;
  linkState('poll', 'Direct interrompu, actualisé toutes les 5 secondes');
  again();
}

function again() {
  setTimeout(connect, waitMs);
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
}

const live = () => socket !== null && socket.readyState === WebSocket.OPEN;
const seen = () => document.visibilityState === 'visible';

// A network that is gone closes no socket: only a pong, or any other message, shows that it lives.
// While nobody looks, a ping now and then keeps it open.
function watch() {
  const now = Date.now();
  const slept = now - watchedAt > SLEPT_MS;
  watchedAt = now;
  if (socket === null) {
    return;
  }
  if (slept || (seen() && now - Math.max(heardAt, lookedAt) > SILENT_MS)) {
    renew();
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
  waitMs = 1000;
  dead.close();
  refresh();
}

setInterval(() => {
  if (following && day !== today()) {
    chooseDay(today());
  } else if (!live() && seen()) {
    refresh();
  }
}, POLL_MS);
setInterval(watch, WATCH_MS);
setInterval(() => {
  byId('calls').querySelectorAll('button').forEach(button => {
    const call = calls.get(button.dataset.sid);
    if (call && !call.endedAt) {
      button.querySelector('.length').textContent = duration(call);
    }
  });
  if (shownCall && !shownCall.endedAt) {
    showFacts(shownCall);
  }
}, 1000);
document.addEventListener('visibilitychange', () => {
  if (!seen()) {
    return;
  }
  lookedAt = Date.now();
  if (live()) {
    ping();
  } else {
    refresh();
  }
});
window.addEventListener('online', () => {
  if (socket !== null) {
    renew();
  }
});

byId('before').addEventListener('click', () => moveDay(-1));
byId('after').addEventListener('click', () => moveDay(1));
byId('today').addEventListener('click', () => chooseDay(today()));
byId('day').addEventListener('change', event => chooseDay(event.target.value));
byId('back').addEventListener('click', () => { location.hash = ''; });
byId('recording').addEventListener('error', () => report(new Error('Le message vocal ne peut pas être lu.')));
window.addEventListener('hashchange', choose);

openLinked();
chooseDay(today());
choose();
connect();
