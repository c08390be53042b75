// What keeps the page up to date: the live socket, else asking again; then the start of it all.

const POLL_MS = 5000;
const PING_MS = 4 * 60 * 1000;
const LONGEST_WAIT_MS = 30000;

let socket = null;
let waitMs = 1000;

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
  socket = new WebSocket(ticket.url + '?ticket=' + encodeURIComponent(ticket.ticket));
  socket.addEventListener('open', () => {
    waitMs = 1000;
    linkState('live', 'En direct');
    refresh();
  });
  socket.addEventListener('message', take);
  socket.addEventListener('close', () => {
    socket = null;
    linkState('poll', 'Direct interrompu, actualisé toutes les 5 secondes');
    again();
  });
}

function again() {
  setTimeout(connect, waitMs);
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
}

const live = () => socket !== null && socket.readyState === WebSocket.OPEN;

setInterval(() => {
  if (following && day !== today()) {
    chooseDay(today());
  } else if (!live() && document.visibilityState === 'visible') {
    refresh();
  }
}, POLL_MS);
setInterval(() => {
  if (live()) {
    socket.send('{"type":"ping"}');
  }
}, PING_MS);
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
  if (!live() && document.visibilityState === 'visible') {
    refresh();
  }
});

byId('before').addEventListener('click', () => moveDay(-1));
byId('after').addEventListener('click', () => moveDay(1));
byId('today').addEventListener('click', () => chooseDay(today()));
byId('day').addEventListener('change', event => chooseDay(event.target.value));
byId('back').addEventListener('click', () => { location.hash = ''; });
window.addEventListener('hashchange', choose);

chooseDay(today());
choose();
connect();
