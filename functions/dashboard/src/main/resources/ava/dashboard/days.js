// All calls, day by day, and what a search finds.

import {forget, known, learn, ofDay} from './board.js';
import {button, byId, element, keyed, report, setText} from './document.js';
import {dayBefore, dayName, euros, today} from './french.js';
import {fill, row} from './rows.js';
import {get} from './server.js';

let parts = null;
let day = '';
let next = '';
let asked = '';
let found = null;
const loaded = new Set();

export function leave() {
  parts = null;
}

const day1 = value => /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : today();

export async function load(wanted = day) {
  const answer = await get('/api/calls?day=' + encodeURIComponent(wanted));
  if (wanted === day) {
    next = answer.next || '';
  }
  loaded.add(wanted);
  const there = new Set(answer.calls.map(call => call.callSid));
  ofDay(wanted).filter(call => !answer.next && !there.has(call.callSid)).forEach(call => forget(call.callSid));
  learn(answer.calls);
}

async function loadMore() {
  const answer = await get('/api/calls?day=' + encodeURIComponent(day) + '&after=' + encodeURIComponent(next));
  next = answer.next || '';
  learn(answer.calls);
}

function build() {
  const title = element('h2');
  title.id = 'list-title';
  const input = element('input');
  input.type = 'date';
  input.setAttribute('aria-label', 'Jour affiché');
  const to = value => { location.hash = '#/jour/' + value; };
  const before = button('‹', () => to(dayBefore(day, 1)));
  before.setAttribute('aria-label', 'Jour précédent');
  const after = button('›', () => to(dayBefore(day, -1)));
  after.setAttribute('aria-label', 'Jour suivant');
  input.addEventListener('change', () => input.value && to(input.value));
  const made = {
    title, input, sentence: element('p.sentence'), rows: element('ul.rows'), empty: element('p.empty'), more: button('Voir la suite', loadMore),
    nav: element('div.day-nav', before, input, after,
      element('div.shortcuts', button('Aujourd’hui', () => to(today())), button('Hier', () => to(dayBefore(today(), 1))))),
  };
  byId('list').replaceChildren(made.title, made.nav, made.sentence, made.rows, made.empty, made.more);
  return made;
}

export function openDay(value) {
  const wanted = day1(value);
  asked = '';
  if (wanted !== day) {
    day = wanted;
    next = '';
    load().catch(report);
  }
  show();
}

export function show(chosen = location.hash.split('/').at(-1)) {
  parts ||= build();
  const calls = asked ? (found || []).map(hit => ({...hit, ...known.get(hit.callSid)})) : ofDay(day);
  const base = asked ? '#/recherche/' + encodeURIComponent(asked) + '/' : '#/jour/' + day + '/';
  keyed(parts.rows, calls, call => call.callSid, row,
    (item, call) => fill(item, call, {kind: asked ? 'found' : 'day', chosen: call.callSid === chosen, href: base + call.callSid, around: asked ? call.around : ''}));
  parts.nav.hidden = asked !== '';
  parts.input.value = day;
  setText(parts.sentence, asked ? hits(calls) : next ? '' : sentence(calls));
  setText(parts.title, asked ? 'Recherche' : dayName(day));
  parts.more.hidden = !next || asked !== '';
  parts.empty.hidden = calls.length > 0 || (asked ? found === null : !loaded.has(day));
  setText(parts.empty, asked ? 'Aucun appel ne contient «\u00a0' + asked + '\u00a0».' : 'Aucun appel ce jour-là.');
}

const hits = ({length}) => length === 0 ? '' : length + '\u00a0' + (length === 1 ? 'appel contient' : 'appels contiennent') + ' «\u00a0' + asked + '\u00a0».';

// The day in one sentence.
function sentence(calls) {
  const count = (test, one, many) => {
    const found = calls.filter(test).length;
    return found === 0 ? '' : found + '\u00a0' + (found === 1 ? one : many);
  };
  const cost = calls.reduce((sum, call) => sum + call.cost.total, 0);
  return [
    count(() => true, 'appel', 'appels'),
    count(call => call.followUp.urgent, 'urgent', 'urgents'),
    count(call => call.summaryState === 'SKIPPED' || call.endReason === 'NO_ANSWER', 'manqué', 'manqués'),
    count(call => call.followUp.state === 'TO_CALL_BACK', 'à rappeler', 'à rappeler'),
    cost > 0 ? euros(cost) : '',
  ].filter(Boolean).join(', ');
}

export function search(text) {
  if (text === asked) {
    return show();
  }
  asked = text;
  found = null;
  show();
  return get('/api/search?q=' + encodeURIComponent(text)).then(answer => {
    if (text === asked) {
      found = answer.calls;
      learn(answer.calls);
      show();
    }
  }, error => {
    found = [];
    report(error);
  });
}
