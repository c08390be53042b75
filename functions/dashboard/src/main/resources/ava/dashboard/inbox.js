// « À traiter »: live calls on top, then what is to be called back, whatever the day.

import {asOne, known, learn, live, open, people} from './board.js';
import {button, byId, element, keyed, setText} from './document.js';
import {clock, dayName} from './french.js';
import {fill, row} from './rows.js';
import {get} from './server.js';

let next = '';
let loaded = false;
let seen = new Set();
let parts = null;

export async function load() {
  const answer = await get('/api/inbox');
  next = answer.next || '';
  const there = new Set(answer.calls.map(call => call.callSid));
  // what another desk took from the pile meanwhile
  const gone = open().filter(call => !there.has(call.callSid) && !next).map(call => get('/api/calls?day=' + call.day));
  learn(answer.calls);
  loaded = true;
  (await Promise.all(gone)).forEach(day => learn(day.calls));
}

async function loadMore() {
  const answer = await get('/api/inbox?after=' + encodeURIComponent(next));
  next = answer.next || '';
  learn(answer.calls);
}

function build() {
  const title = element('h2');
  title.id = 'list-title';
  const made = {
    title,
    onLine: element('ul.rows'), onLineTitle: element('h3', 'En ligne'),
    waiting: button('', () => { seen = new Set(open().map(call => call.callSid)); show(); }),
    pile: element('ul.rows'), empty: element('div.empty'), more: button('Voir la suite', loadMore),
  };
  made.waiting.className = 'waiting';
  byId('list').replaceChildren(made.title, made.onLineTitle, made.onLine, made.waiting, made.pile, made.empty, made.more);
  return made;
}

export function leave() {
  parts = null;
}

// Rows do not move under a pointer: new ones wait until they are asked for, unless they are urgent.
function steady(all) {
  const held = parts.pile.matches(':hover, :focus-within');
  const fresh = calls => calls.every(call => !seen.has(call.callSid) && !call.followUp.urgent);
  const waits = held ? all.filter(fresh) : [];
  const shown = all.filter(calls => !waits.includes(calls));
  shown.flat().forEach(call => seen.add(call.callSid));
  parts.waiting.hidden = waits.length === 0;
  setText(parts.waiting, waits.length === 1 ? '1 nouvel appel' : waits.length + ' nouveaux appels');
  return shown;
}

export function show(chosen = location.hash.split('/').at(-1)) {
  parts ||= build();
  const pile = people();
  const talking = live();
  const draw = (list, all) => keyed(list, all, calls => calls.at(-1).callSid, row,
    (item, calls) => fill(item, asOne(calls), {
      kind: 'open', chosen: calls.some(call => call.callSid === chosen), href: '#/a-traiter/' + calls[0].callSid, calls: calls.length,
    }));
  draw(parts.onLine, talking.map(call => [call]));
  draw(parts.pile, steady(pile));
  setText(parts.title, 'À traiter');
  parts.onLine.hidden = parts.onLineTitle.hidden = talking.length === 0;
  setText(parts.onLineTitle, 'En ligne (' + talking.length + ')');
  parts.more.hidden = !next;
  parts.empty.hidden = !loaded || pile.length > 0;
  if (!parts.empty.hidden) {
    parts.empty.replaceChildren(...emptiness());
  }
}

// An empty pile tells what to do next.
function emptiness() {
  const last = [...known.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
  return last
    ? [element('p.big', 'Tout est traité.'), element('p', 'Dernier appel\u00a0: ' + dayName(last.day).toLowerCase() + ' à ' + clock(last.startedAt) + '.')]
    : [element('p.big', 'Rien à traiter.'), element('p', 'Appelez votre numéro pour entendre Ava\u00a0: l’appel s’affichera ici pendant que vous parlez.')];
}
