// The call that was chosen: its facts, message, voicemail, summary and turns.

const CALL_SID = /^CA[0-9a-fA-F]{32}$/;
const VOICEMAIL_TURN = 999999;

const turns = new Map();
let selected = '';
let shownCall = null;
let shownSummary = null;

function showCall(call) {
  shownCall = call;
  byId('no-detail').hidden = true;
  byId('shown').hidden = false;
  const name = call.message && call.message.name;
  byId('detail-title').textContent = name ? name + ' · ' + call.fromDisplayed : call.fromDisplayed;
  showFacts(call);
  showRefused(call);
  showMessage(call);
  showVoicemail(call);
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

function showRefused(call) {
  const addresses = [...new Set((call.mailRefused || []).map(refusal => refusal.address))];
  byId('refused').textContent = 'courriel refusé par ' + addresses.join(', ');
  byId('refused').hidden = addresses.length === 0;
}

function showMessage(call) {
  const who = (shownSummary && shownSummary.who) || {};
  const noted = call.message || {};
  const rows = [];
  const add = (label, ...parts) => {
    const cell = document.createElement('dd');
    cell.append(...parts);
    rows.push(element('dt', '', label), cell);
  };
  Object.entries(FIELDS).forEach(([key, label]) => {
    // the summary knows more of the number than the card
    const value = (key === 'phone' && who.phone) || noted[key];
    if (value) {
      add(label, ...(key === 'phone' ? phone(value, CERTAINTY[who.phoneCertainty]) : [value]));
    }
  });
  if (who.phoneUnclear) {
    add('Numéro dicté, pas compris', '«\u00a0' + who.phoneUnclear + '\u00a0»');
  }
  byId('fields').replaceChildren(...rows);
  byId('message').hidden = rows.length === 0;
}

function phone(number, certainty) {
  const shown = /^\+\d{6,15}$/.test(number) ? link('tel:' + number, french(number)) : number;
  return certainty ? [shown, ' (' + certainty + ')'] : [shown];
}

// A player keeps its place while the call is shown anew.
function showVoicemail(call) {
  const kept = Boolean(call.recordingKept);
  play(kept ? location.origin + '/api/calls/' + call.callSid + '/recording' : '');
  byId('recording').hidden = !kept;
  byId('recording-away').hidden = kept;
  byId('voicemail').hidden = !kept && !call.voicemailUrl;
}

let playing = '';

function play(address) {
  if (address === playing) {
    return;
  }
  playing = address;
  const player = byId('recording');
  if (address) {
    player.src = address;
  } else {
    player.removeAttribute('src');
    player.load();
  }
}

function showSummary(summary) {
  shownSummary = summary || null;
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
    element('span', 'said-by', speaker(turn) + ' · ' + time),
    element('span', 'words', turn.text));
  if (turn.interrupted) {
    item.append(element('span', 'cut', ava ? ' (interrompue)' : ' (interrompu)'));
  }
  return item;
}

function speaker(turn) {
  if (turn.speaker === 'AVA') {
    return 'Ava';
  }
  return turn.seq === VOICEMAIL_TURN ? 'Répondeur' : 'Appelant';
}

function clearCall() {
  turns.clear();
  shownCall = null;
  shownSummary = null;
  play('');
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
  showSummary(answer.summary);
  showCall(answer.call);
  showTurns();
  if (answer.call.day === day) {
    calls.set(wanted, answer.call);
    showList();
  }
}

// A mail's link names its call in the query; from here on the fragment does.
function openLinked() {
  const sid = new URLSearchParams(location.search).get('call') || '';
  if (CALL_SID.test(sid)) {
    history.replaceState(null, '', location.pathname + '#' + sid);
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
