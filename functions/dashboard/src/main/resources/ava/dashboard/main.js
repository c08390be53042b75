// Rooms by the address, and what is told by the live socket.

import {forget, hear, known, latest, learn, onChange, people} from './board.js';
import * as call from './call.js';
import * as days from './days.js';
import {allWell, byId, report, setText} from './document.js';
import * as inbox from './inbox.js';
import * as figures from './figures.js';
import {listen} from './keys.js';
import {follow} from './live.js';
import {onSignIn} from './session.js';
import * as settings from './settings.js';

const CALL_SID = /^CA[0-9a-fA-F]{32}$/;
const TITLES = {'a-traiter': 'À traiter', jour: 'Appels', recherche: 'Recherche', chiffres: 'Chiffres', reglages: 'Réglages'};
let room = '';

function route() {
  const parts = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const sid = CALL_SID.test(parts.at(-1)) ? parts.pop() : '';
  return {room: TITLES[parts[0]] ? parts[0] : 'a-traiter', value: parts[1] || '', sid};
}

function enter() {
  const wanted = route();
  if (wanted.room !== room) {
    inbox.leave();
    days.leave();
    room = wanted.room;
  }
  document.querySelectorAll('header nav a').forEach(anchor => {
    if (anchor.dataset.room === room) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  });
  byId('main').dataset.room = room;
  byId('main').classList.toggle('open', wanted.sid !== '');
  call.choose(wanted.sid);
  if (room === 'jour') {
    days.openDay(wanted.value);
  } else if (room === 'recherche') {
    byId('asked').value = wanted.value;
    days.search(wanted.value);
  } else if (room === 'chiffres') {
    figures.show();
  } else if (room === 'reglages') {
    settings.show();
  }
  draw();
}

function draw() {
  const pile = people().length;
  byId('count').hidden = pile === 0;
  setText(byId('count'), String(pile));
  document.title = (room === 'a-traiter' && pile ? '(' + pile + ') ' : '') + TITLES[room] + ' – Ava';
  if (room === 'a-traiter') {
    inbox.show();
  } else if (room === 'jour' || room === 'recherche') {
    days.show();
  }
  call.changed();
  call.overhear();
}

function refresh() {
  return Promise.all([inbox.load(), room === 'jour' ? days.load() : null, call.catchUp()]).then(allWell, report);
}

function take(message) {
  if (message.type === 'turn') {
    latest.set(message.callSid, message);
    call.take(message);
  } else if (message.type === 'words') {
    hear(message.calls);
  } else if (message.type === 'call') {
    learn([message]);
  } else if (message.type === 'gone') {
    forget(message.callSid);
  }
}

// A mail's link names its call in the query; from here on the fragment does.
function openLinked() {
  const sid = new URLSearchParams(location.search).get('call') || location.hash.slice(1);
  if (CALL_SID.test(sid)) {
    history.replaceState(null, '', location.pathname + '#/a-traiter/' + sid);
  }
}

openLinked();
onSignIn(me => {
  document.body.dataset.role = me.role;
  settings.tellWho();
});
onChange(draw);
listen();
window.addEventListener('hashchange', enter);
byId('search').addEventListener('submit', event => {
  event.preventDefault();
  const asked = byId('asked').value.trim();
  location.hash = asked ? '#/recherche/' + encodeURIComponent(asked) : '#/a-traiter';
});
setInterval(() => {
  if (document.visibilityState === 'visible' && known.size) {
    draw();
    call.tick();
  }
}, 1000);
enter();
refresh();
follow({
  take,
  refresh,
  report,
  state: (state, text) => {
    byId('link').dataset.state = state;
    setText(byId('link'), text);
  },
});
