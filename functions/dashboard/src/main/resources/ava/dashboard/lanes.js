// The conversation as two lanes, the caller's and Ava's, over time. What stands out in it is named
// beside, and leads to its turn.

import {button, element} from './document.js';
import {lasting, minutes} from './french.js';

const MOST = 8;
const TOOL = {
  noter_message: 'Fiche notée',
  transferer: 'Transfert demandé',
  raccrocher: 'Ava prend congé',
  attendre: 'Ava patiente',
};
const SVG = 'http://www.w3.org/2000/svg';
const SILENCE_MS = 4_000;
const WIDTH = 1000;

function shape(name, values) {
  const node = document.createElementNS(SVG, name);
  Object.entries(values).forEach(([key, value]) => node.setAttribute(key, String(value)));
  return node;
}

// tools: what Ava used, {name, at}; go: leads to the turn of a number
export function lanes(turns, tools, begin, go) {
  const spoken = turns.filter(turn => turn.seq < 999999);
  if (spoken.length < 2) {
    return element('div');
  }
  const from = new Date(begin).getTime();
  const length = Math.max(1, ...spoken.map(turn => new Date(turn.endedAt) - from));
  const x = instant => Math.max(0, (new Date(instant) - from) / length * WIDTH);
  const picture = shape('svg', {viewBox: `0 0 ${WIDTH} 44`, preserveAspectRatio: 'none', role: 'img', class: 'lanes'});
  const words = {CALLER: 0, AVA: 0};
  spoken.forEach(turn => {
    words[turn.speaker] += new Date(turn.endedAt) - new Date(turn.startedAt);
    const bar = shape('rect', {
      x: x(turn.startedAt), width: Math.max(4, x(turn.endedAt) - x(turn.startedAt)), rx: 3,
      y: turn.speaker === 'AVA' ? 25 : 3, height: 16,
      class: (turn.speaker === 'AVA' ? 'ava' : 'caller') + (turn.interrupted ? ' cut' : ''),
    });
    bar.addEventListener('click', () => go(turn.seq));
    picture.append(bar);
  });
  picture.setAttribute('aria-label',
    `L’appelant parle ${lasting(words.CALLER / 1000)}, Ava ${lasting(words.AVA / 1000)}, sur ${lasting(length / 1000)}.`);
  tools.forEach(({name, at}) => {
    const sign = shape('rect', {x: Math.max(0, x(at) - 3), width: 6, y: 22, height: 22, class: 'tool'});
    const title = document.createElementNS(SVG, 'title');
    title.textContent = TOOL[name] || name;
    sign.append(title);
    sign.addEventListener('click', () => go(turnAt(spoken, at)));
    picture.append(sign);
  });
  return element('div.timeline',
    element('div.lane-names', element('span', 'Appelant'), element('span', 'Ava')), picture,
    moments(marks(spoken, tools, from), go));
}

// The first moments, and all of them when they are asked for.
function moments(found, go) {
  const item = ({text, seq}) => element('li', button(text, () => go(seq)));
  const list = element('ul.moments', ...found.slice(0, MOST).map(item));
  if (found.length > MOST) {
    const all = element('li', button('Tous les moments (' + found.length + ')', () => {
      list.replaceChildren(...found.map(item));
      list.children[MOST].firstChild.focus();
    }));
    list.append(all);
  }
  return found.length ? list : '';
}

// What was being said then, or had been said last.
const turnAt = (turns, at) => (turns.findLast(turn => turn.startedAt <= at) || turns[0]).seq;

function marks(turns, tools, from) {
  const at = instant => minutes((new Date(instant) - from) / 1000);
  const found = [];
  turns.forEach((turn, index) => {
    const before = turns[index - 1];
    const pause = before ? new Date(turn.startedAt) - new Date(before.endedAt) : 0;
    if (pause >= SILENCE_MS) {
      found.push({at: before.endedAt, text: `Silence de ${Math.round(pause / 1000)}\u00a0s à ${at(before.endedAt)}`, seq: turn.seq});
    }
    if (turn.interrupted) {
      found.push({at: turn.endedAt, text: `${turn.speaker === 'AVA' ? 'Ava coupée' : 'Appelant coupé'} à ${at(turn.endedAt)}`, seq: turn.seq});
    }
  });
  tools.forEach(({name, at: used}) => found.push({at: used, text: `${TOOL[name] || name} à ${at(used)}`, seq: turnAt(turns, used)}));
  return found.sort((a, b) => a.at.localeCompare(b.at));
}
