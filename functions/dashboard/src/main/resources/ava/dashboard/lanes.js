// The conversation as two lanes, the caller's and Ava's, over time. What stands out in it is named
// beside, and leads to its turn.

import {button, element} from './document.js';
import {minutes} from './french.js';

const SVG = 'http://www.w3.org/2000/svg';
const SILENCE_MS = 4_000;
const WIDTH = 1000;

function shape(name, values) {
  const node = document.createElementNS(SVG, name);
  Object.entries(values).forEach(([key, value]) => node.setAttribute(key, String(value)));
  return node;
}

export function lanes(turns, begin, go) {
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
    `L’appelant parle ${minutes(words.CALLER / 1000)}, Ava ${minutes(words.AVA / 1000)}, sur ${minutes(length / 1000)}.`);
  const moments = marks(spoken, from).map(({text, seq}) => element('li', button(text, () => go(seq))));
  return element('div.timeline',
    element('div.lane-names', element('span', 'Appelant'), element('span', 'Ava')), picture,
    moments.length ? element('ul.moments', ...moments) : '');
}

function marks(turns, from) {
  const at = instant => minutes((new Date(instant) - from) / 1000);
  const found = [];
  turns.forEach((turn, index) => {
    const before = turns[index - 1];
    const pause = before ? new Date(turn.startedAt) - new Date(before.endedAt) : 0;
    if (pause >= SILENCE_MS) {
      found.push({text: `Silence de ${Math.round(pause / 1000)}\u00a0s à ${at(before.endedAt)}`, seq: turn.seq});
    }
    if (turn.interrupted) {
      found.push({text: `${turn.speaker === 'AVA' ? 'Ava coupée' : 'Appelant coupé'} à ${at(turn.endedAt)}`, seq: turn.seq});
    }
  });
  return found.slice(0, 8);
}
