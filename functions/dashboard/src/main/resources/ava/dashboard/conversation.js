// The conversation of one call: as lanes, and turn by turn. While it goes on, with what is being said.

import {talk} from './board.js';
import {button, element, keyed, setText} from './document.js';
import {second} from './french.js';
import {lanes} from './lanes.js';

const VOICEMAIL_TURN = 999999;
const LONG = 40;
const FIRST = 6;
const LAST = 14;

export function speaker(turn) {
  if (turn.speaker === 'AVA') {
    return 'Ava';
  }
  return turn.seq === VOICEMAIL_TURN ? 'Répondeur' : 'Appelant';
}

export function conversation() {
  const timeline = element('div');
  const list = element('ol.turns');
  const nobody = element('p.empty', 'Rien n’a encore été dit.');
  const unfold = button('', () => {
    unfolded = true;
    show(...shown);
  });
  let unfolded = false;
  let shown = [];
  let drawn = '';
  let read = '';

  // turns: the finished ones; tools: what Ava used
  function show(call, turns, tools) {
    shown = [call, turns, tools];
    const all = [...turns.values()].sort((a, b) => a.seq - b.seq);
    const folds = call.endedAt && all.length > LONG && !unfolded;
    const spoken = call.endedAt ? [] : underWay(call, turns);
    const listed = folds ? [...all.slice(0, FIRST), ...all.slice(-LAST)] : [...all, ...spoken];
    const atEnd = nearEnd();
    keyed(list, listed, turn => String(turn.seq), () => element('li', element('span.said-by'), element('span.words'), element('span.cut')), fill);
    unfold.hidden = !folds;
    setText(unfold, 'Tout déplier (' + (all.length - listed.length) + ' tours de parole au milieu)');
    nobody.hidden = listed.length > 0;
    const finished = [all.map(turn => turn.seq), tools.length, call.endedAt].join();
    if (drawn !== finished) {
      timeline.replaceChildren(lanes(all, tools, call.answeredAt || call.startedAt, go));
      drawn = finished;
    }
    const grown = finished + spoken.map(turn => turn.seq + turn.text.length);
    if (read !== grown && read !== '' && atEnd && !call.endedAt && list.lastElementChild) {
      list.lastElementChild.scrollIntoView({block: 'nearest'});
    }
    read = grown;
  }

  function nearEnd() {
    const last = list.lastElementChild;
    return !last || last.getBoundingClientRect().top < window.innerHeight;
  }

  function go(seq) {
    const item = () => list.querySelector('[data-key="' + seq + '"]');
    if (!item()) {
      unfolded = true;
      show(...shown);
    }
    item().tabIndex = -1;
    item().scrollIntoView({block: 'center'});
    item().focus({preventScroll: true});
  }

  return {node: element('div.talk', element('h3', 'Conversation'), timeline, list, unfold, nobody), show};
}

const underWay = (call, finished) => (talk.get(call.callSid) || [])
  .filter(turn => !finished.has(turn.seq))
  .map(turn => ({...turn, underWay: true}));

function fill(item, turn) {
  const ava = turn.speaker === 'AVA';
  const [by, words, cut] = item.children;
  item.className = (ava ? 'ava' : 'caller') + (turn.underWay ? ' under-way' : '');
  setText(by, speaker(turn) + ' · ' + second(turn.startedAt));
  setText(words, turn.text);
  setText(cut, turn.underWay ? ' …' : turn.interrupted ? (ava ? ' (interrompue)' : ' (interrompu)') : '');
}
