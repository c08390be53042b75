// What is seen and pressed.

import {Call} from './call.js';
import {Times} from './times.js';
import {FIELDS, SUMMARY, clock, number, problem, seconds, time} from './french.js';

const byId = id => document.getElementById(id);

let call = null;
let times = null;
let began = 0;
let muted = false;

function state(name, text) {
  byId('state').dataset.state = name;
  if (byId('state').textContent !== text) {
    byId('state').textContent = text;
  }
}

function complain(text) {
  byId('problem').textContent = text;
  byId('problem').hidden = text === '';
}

function inCall(going) {
  byId('call').hidden = going;
  byId('hang-up').hidden = !going;
  byId('mute').disabled = !going;
  document.querySelectorAll('#keys button').forEach(key => { key.disabled = !going; });
}

const show = {
  frame(frame) {
    byId('you').value = loudness(frame.you);
    byId('ava').value = loudness(frame.ava);
    byId('length').textContent = clock(frame.at - began);
    if (times?.frame(frame)) {
      showTimes();
    }
  },
  progress(progress) {
    showTurns(progress.turns);
    showCard(progress.call?.message ?? {});
    byId('said').replaceChildren(...progress.said.map(text => element('li', '', text)));
    byId('outcome').textContent = SUMMARY[progress.call?.summaryState] ?? '';
  },
  over() {
    state('idle', 'Raccroché');
    byId('you').value = 0;
    byId('ava').value = 0;
    const focused = document.activeElement === byId('hang-up');
    inCall(false);
    if (focused) {
      byId('call').focus();
    }
  },
  lost() {
    complain('La connexion avec Ava est perdue, nouvelle tentative…');
  },
  gone() {
    complain('L’appel est perdu : Ava a redémarré. Vous pouvez la rappeler.');
  },
  found() {
    complain('');
    if (byId('state').dataset.state === 'ringing') {
      state('live', 'En ligne');
    }
  },
};

// From silence to full scale over 50 dB, as an ear hears it.
function loudness(level) {
  return Math.max(0, Math.min(1, 1 + Math.log10(Math.max(level, 1e-9)) / 2.5));
}

function showTimes() {
  byId('first-word').textContent = seconds(times.firstWord);
  if (times.answers.length > 0) {
    byId('answers').textContent = times.answers.map(seconds).join(' · ');
    byId('median').textContent = seconds(times.median());
  }
}

function element(tag, look, text) {
  const made = document.createElement(tag);
  made.className = look;
  made.textContent = text;
  return made;
}

function showTurns(turns) {
  const list = byId('turns');
  const known = new Set([...list.children].map(item => item.dataset.seq));
  turns.forEach((turn, index) => {
    if (!known.has(String(turn.seq))) {
      list.insertBefore(turnItem(turn), list.children[index] ?? null);
      list.lastElementChild.scrollIntoView({block: 'nearest'});
    }
  });
  byId('no-turns').hidden = turns.length > 0;
}

function turnItem(turn) {
  const ava = turn.speaker === 'AVA';
  const item = element('li', ava ? 'ava' : 'caller', '');
  item.dataset.seq = String(turn.seq);
  item.append(
    element('span', 'said-by', (ava ? 'Ava' : 'Vous') + ' · ' + time.format(new Date(turn.startedAt))),
    element('span', 'words', turn.text));
  if (turn.interrupted) {
    item.append(element('span', 'cut', ava ? ' (interrompue)' : ' (interrompu)'));
  }
  return item;
}

function showCard(message) {
  const rows = Object.entries(FIELDS)
    .filter(([field]) => message[field])
    .flatMap(([field, label]) => [
      element('dt', '', label),
      element('dd', '', field === 'phone' ? number(message[field]) : message[field]),
    ]);
  byId('fields').replaceChildren(...rows);
  byId('no-fields').hidden = rows.length > 0;
}

function clean() {
  complain('');
  times = null;
  showTurns([]);
  byId('turns').replaceChildren();
  showCard({});
  byId('said').replaceChildren();
  byId('outcome').textContent = '';
  ['first-word', 'answers', 'median', 'length'].forEach(id => { byId(id).textContent = '–'; });
}

async function begin() {
  call?.forget();
  clean();
  mute(false);
  byId('call').disabled = true;
  state('ringing', 'Ça sonne…');
  const dialled = new Call(show);
  try {
    await dialled.start();
    call = dialled;
    began = call.rangAt;
    times = new Times(began);
    inCall(true);
    byId('hang-up').focus();
  } catch (error) {
    state('idle', 'Raccroché');
    complain(problem(error));
  } finally {
    byId('call').disabled = false;
  }
}

function mute(on) {
  muted = on;
  byId('mute').setAttribute('aria-pressed', String(on));
  byId('you').classList.toggle('muted', on);
}

byId('call').addEventListener('click', begin);
byId('hang-up').addEventListener('click', () => call.hangUp());
byId('mute').addEventListener('click', () => {
  mute(!muted);
  call.mute(muted);
});
byId('keys').addEventListener('click', event => {
  const key = event.target.closest('button');
  if (key) {
    call.press(key.value);
  }
});
// typed only while the keypad has the focus, so that no letter elsewhere does anything
byId('keys').addEventListener('keydown', event => {
  const key = byId('keys').querySelector(`button[value="${CSS.escape(event.key)}"]`);
  if (key && !key.disabled && !event.ctrlKey && !event.altKey && !event.metaKey) {
    key.focus();
    call.press(key.value);
  }
});
window.addEventListener('pagehide', () => call?.hangUp());

inCall(false);
fetch('/phone/calls').then(response => response.json()).then(
  facts => {
    byId('real').hidden = !facts.model;
    byId('model').textContent = facts.model ?? '';
    byId('simulated').hidden = Boolean(facts.model);
  },
  error => complain(problem(error)));
