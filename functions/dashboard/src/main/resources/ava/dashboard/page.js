'use strict';
// Every text from outside reaches the page through textContent, never as markup.

const POLL_MS = 5000;
const PING_MS = 4 * 60 * 1000;
const LONGEST_WAIT_MS = 30000;
const CALL_SID = /^CA[0-9a-fA-F]{32}$/;

const ENDED = {
  GOODBYE: 'Terminé',
  CALLER_HUNG_UP: 'L’appelant a raccroché',
  SILENCE: 'Appelant resté silencieux',
  TIME_LIMIT: 'Durée maximale atteinte',
  TRANSFER: 'Transféré',
  VOICEMAIL: 'Message vocal',
  CALLER_LOST: 'Communication perdue',
  PEER_STALLED: 'Communication interrompue',
  NO_ANSWER: 'Appel non abouti',
  FAILED: 'Incident technique',
};
const FIELDS = {
  name: 'Nom',
  company: 'Société',
  phone: 'Téléphone',
  reason: 'Motif',
  urgency: 'Urgence',
  callback: 'Rappel souhaité',
};
const MAIL = {
  CLAIMED: 'résumé en préparation',
  WRITTEN: 'résumé écrit',
  SENDING: 'courriel en cours d’envoi',
  SENT: 'résumé envoyé par courriel',
  LOGGED: 'courriel non envoyé',
  SKIPPED: 'sans résumé',
};

const byId = id => document.getElementById(id);
const paris = options => new Intl.DateTimeFormat('fr-FR', {timeZone: 'Europe/Paris', ...options});
const clockTime = paris({hour: '2-digit', minute: '2-digit'});
const turnTime = paris({hour: '2-digit', minute: '2-digit', second: '2-digit'});
const longDay = new Intl.DateTimeFormat('fr-FR', {timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long'});

const calls = new Map();
const turns = new Map();
let day = '';
let selected = '';
let shownCall = null;
let socket = null;
let waitMs = 1000;
let following = true;
let listContent = '';
let loadedDay = '';

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

async function get(path) {
  const answer = await fetch(location.origin + path, {cache: 'no-store', credentials: 'same-origin'});
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.error || 'Le serveur a répondu ' + answer.status + '.');
  }
  return body;
}

function report(error) {
  const text = error instanceof TypeError ? 'Le serveur ne répond pas, nouvel essai dans un instant.' : error.message;
  byId('error').textContent = text;
  byId('error').hidden = false;
}

function allWell() {
  byId('error').hidden = true;
}

function today() {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Paris'}).format(new Date());
}

function duration(call) {
  const end = call.endedAt ? new Date(call.endedAt) : new Date();
  const seconds = Math.max(0, Math.round((end - new Date(call.answeredAt || call.startedAt)) / 1000));
  if (!call.endedAt && seconds > 6 * 3600) {
    return '';
  }
  return Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
}

function stateOf(call) {
  return call.endedAt
    ? element('span', 'state', ENDED[call.endReason] || 'Terminé')
    : element('span', 'state now', 'En cours');
}

// ---- the list

function showList() {
  // An item that is replaced between press and release of the mouse loses its click.
  const content = JSON.stringify([day, loadedDay, selected, [...calls.values()]]);
  if (content === listContent) {
    return;
  }
  listContent = content;
  const focused = document.activeElement && document.activeElement.dataset.sid;
  const sorted = [...calls.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const items = sorted.map(call => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.sid = call.callSid;
    if (call.callSid === selected) {
      button.setAttribute('aria-current', 'true');
    }
    const name = call.message && call.message.name;
    button.append(
      element('span', 'time', clockTime.format(new Date(call.startedAt))),
      element('span', 'who', name || call.fromDisplayed),
      element('span', 'length', duration(call)),
      stateOf(call));
    button.addEventListener('click', () => { location.hash = call.callSid; });
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  byId('calls').replaceChildren(...items);
  byId('no-calls').hidden = items.length > 0 || loadedDay !== day;
  byId('list-title').textContent = day === today()
    ? 'Appels d’aujourd’hui'
    : 'Appels du ' + longDay.format(new Date(day + 'T12:00:00Z'));
  if (focused) {
    const again = byId('calls').querySelector('[data-sid="' + focused + '"]');
    if (again) {
      again.focus({preventScroll: true});
    }
  }
}

async function loadDay() {
  const wanted = day;
  const answer = await get('/api/calls?day=' + encodeURIComponent(wanted));
  if (wanted !== day) {
    return;
  }
  loadedDay = wanted;
  calls.clear();
  answer.calls.forEach(call => calls.set(call.callSid, call));
  showList();
}

function chooseDay(value) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return;
  }
  day = value;
  following = value === today();
  byId('day').value = value;
  calls.clear();
  loadDay().then(allWell, report);
}

function moveDay(days) {
  const date = new Date(day + 'T12:00:00Z');
  date.setUTCDate(date.getUTCDate() + days);
  chooseDay(date.toISOString().slice(0, 10));
}

// ---- one call

function showCall(call) {
  shownCall = call;
  byId('no-detail').hidden = true;
  byId('shown').hidden = false;
  const name = call.message && call.message.name;
  byId('detail-title').textContent = name ? name + ' · ' + call.fromDisplayed : call.fromDisplayed;
  showFacts(call);
  showMessage(call);
}

function showFacts(call) {
  const facts = [clockTime.format(new Date(call.startedAt)), duration(call)];
  if (call.resumes > 0) {
    facts.push('repris ' + call.resumes + ' fois');
  }
  if (MAIL[call.summaryState]) {
    facts.push(MAIL[call.summaryState]);
  }
  byId('facts').replaceChildren(stateOf(call), document.createTextNode(facts.filter(Boolean).map(fact => ' · ' + fact).join('')));
}

function showMessage(call) {
  const rows = [];
  Object.entries(FIELDS).forEach(([key, label]) => {
    const value = call.message && call.message[key];
    if (value) {
      const cell = document.createElement('dd');
      cell.append(key === 'phone' && /^\+\d{6,15}$/.test(value) ? link('tel:' + value, french(value)) : value);
      rows.push(element('dt', '', label), cell);
    }
  });
  if (call.voicemailUrl && call.voicemailUrl.startsWith('https://')) {
    const cell = document.createElement('dd');
    cell.append(link(call.voicemailUrl, 'Écouter l’enregistrement'));
    rows.push(element('dt', '', 'Message vocal'), cell);
  }
  byId('fields').replaceChildren(...rows);
  byId('message').hidden = rows.length === 0;
}

function french(number) {
  return /^\+33[1-9]\d{8}$/.test(number)
    ? ('0' + number.slice(3)).replace(/(..)(?!$)/g, '$1\u00a0')
    : number;
}

function link(href, text) {
  const anchor = element('a', '', text);
  anchor.href = href;
  anchor.rel = 'noreferrer noopener';
  return anchor;
}

function showSummary(summary) {
  byId('summary').hidden = !summary;
  if (!summary) {
    return;
  }
  byId('summary-text').textContent = summary.text || summary.reason || '';
  const actions = Array.isArray(summary.actions) ? summary.actions : [];
  byId('actions').replaceChildren(...actions.map(action => {
    const what = typeof action === 'string' ? action : action.what;
    const whoAndWhen = [action.who, action.byWhen].filter(Boolean).join(', ');
    return element('li', '', whoAndWhen ? what + ' (' + whoAndWhen + ')' : what);
  }));
  byId('actions-title').hidden = actions.length === 0;
}

function showTurns() {
  const atEnd = nearEnd();
  const list = byId('turns');
  const known = new Set([...list.children].map(item => item.dataset.seq));
  [...turns.values()].sort((a, b) => a.seq - b.seq).forEach((turn, index) => {
    if (!known.has(String(turn.seq))) {
      list.insertBefore(turnItem(turn), list.children[index] || null);
    }
  });
  byId('no-turns').hidden = turns.size > 0;
  if (atEnd && shownCall && !shownCall.endedAt && list.lastElementChild) {
    list.lastElementChild.scrollIntoView({block: 'nearest'});
  }
}

function nearEnd() {
  const last = byId('turns').lastElementChild;
  return !last || last.getBoundingClientRect().top < window.innerHeight;
}

function turnItem(turn) {
  const ava = turn.speaker === 'AVA';
  const item = element('li', ava ? 'ava' : 'caller', '');
  item.dataset.seq = String(turn.seq);
  const time = turnTime.format(new Date(turn.startedAt));
  item.append(
    element('span', 'said-by', (ava ? 'Ava' : 'Appelant') + ' · ' + time),
    element('span', 'words', turn.text));
  if (turn.interrupted) {
    item.append(element('span', 'cut', ava ? ' (interrompue)' : ' (interrompu)'));
  }
  return item;
}

function clearCall() {
  turns.clear();
  shownCall = null;
  byId('turns').replaceChildren();
  byId('shown').hidden = true;
  byId('no-detail').hidden = false;
}

async function loadCall() {
  const wanted = selected;
  if (!wanted) {
    return;
  }
  const answer = await get('/api/calls/' + wanted);
  if (wanted !== selected) {
    return;
  }
  answer.turns.forEach(turn => turns.set(turn.seq, turn));
  showCall(answer.call);
  showSummary(answer.summary);
  showTurns();
  if (answer.call.day === day) {
    calls.set(wanted, answer.call);
    showList();
  }
}

function choose() {
  const sid = location.hash.slice(1);
  selected = CALL_SID.test(sid) ? sid : '';
  document.querySelector('main').classList.toggle('open', selected !== '');
  clearCall();
  showList();
  if (selected) {
    loadCall().then(() => {
      allWell();
      if (shownCall && shownCall.day !== day) {
        chooseDay(shownCall.day);
      }
      byId('detail').focus({preventScroll: true});
    }, report);
  }
}

// ---- live

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
