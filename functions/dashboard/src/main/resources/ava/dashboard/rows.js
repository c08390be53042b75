// A row says who, why, what is wished and how long ago; colour only repeats what words say.

import {latest} from './board.js';
import {element, setText} from './document.js';
import {ago, clock, counted, duration, ENDED, moment, name, span, STATE, today, typeset} from './french.js';

const SHORT = 90;

export const row = () => element('li', element('a.row',
  element('span.who'), element('span.when'), element('span.why'), element('span.wish', element('b.tag'), element('span.state'))));

// kind: 'open' tells how long ago, 'day' at what hour; calls: how many are told as one
export function fill(item, call, {kind, chosen, href, around, calls = 1}) {
  const anchor = item.firstChild;
  const [who, when, why, wish] = anchor.children;
  anchor.href = href;
  anchor.dataset.sid = call.callSid;
  if (chosen) {
    anchor.setAttribute('aria-current', 'true');
  } else {
    anchor.removeAttribute('aria-current');
  }
  setText(who, name(call));
  setText(when, kind === 'open' ? ago(call.startedAt) : kind === 'found' && call.day !== today() ? moment(call.startedAt) : clock(call.startedAt));
  setText(why, telling(around, call) || spoken(call) || reason(call));
  const [tag, state] = wish.children;
  const [word, look] = mark(call);
  setText(tag, word);
  tag.className = 'tag ' + look;
  tag.hidden = !word;
  setText(state, detail(call, kind) + (calls > 1 ? ' · ' + counted(calls, 'appel') : ''));
}

// Where a search found its words, unless it is what stands above.
const telling = (around, call) => around && !name(call).includes(around) && !call.from.includes(around) ? around : '';

function reason(call) {
  const text = call.brief.reason || (call.endedAt ? ENDED[call.endReason] || 'Terminé' : 'Conversation en cours');
  return typeset(text[0].toUpperCase() + text.slice(1));
}

// The end of what is being said.
function spoken(call) {
  const turn = !call.endedAt && latest.get(call.callSid);
  if (!turn) {
    return '';
  }
  const words = turn.text.length > SHORT ? '…' + turn.text.slice(-SHORT) : turn.text;
  return (turn.speaker === 'AVA' ? 'Ava' : 'Appelant') + '\u00a0: ' + words;
}

function mark(call) {
  if (!call.endedAt) {
    return ['En ligne', 'now'];
  }
  if (call.followUp.urgent && call.followUp.state === 'TO_CALL_BACK') {
    return ['Urgent', 'urgent'];
  }
  return overdue(call) ? ['En retard', 'late'] : ['', ''];
}

const overdue = call => call.followUp.state === 'TO_CALL_BACK' && call.followUp.due && new Date(call.followUp.due) < Date.now();

function detail(call, kind) {
  if (!call.endedAt) {
    return duration(call);
  }
  const {state, due} = call.followUp;
  if (state !== 'TO_CALL_BACK') {
    return kind === 'open' ? STATE[state] : STATE[state] + ' · ' + duration(call);
  }
  if (due) {
    return overdue(call)
      ? 'attendu ' + moment(due) + ', en retard de ' + span(Date.now() - new Date(due))
      : 'à rappeler ' + moment(due);
  }
  return 'à rappeler' + (call.brief.callback ? ' ' + call.brief.callback : '');
}
