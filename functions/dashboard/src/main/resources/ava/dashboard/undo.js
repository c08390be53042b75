// Decisions: done at once, told in a bar that can take them back, and taken back by themselves when
// the server refuses.

import {known, learn, put} from './board.js';
import {byId, button, element, report} from './document.js';
import {ago, clock, counted, DONE, moment, name} from './french.js';
import {send} from './server.js';

const SHOWN_MS = 12_000;
const MORNING = 8;
let latest = [];
let running = Promise.resolve();
let hiding = 0;

// Decides the same of some calls. wish: {state, due, note}; what it lacks stays
export async function decide(calls, wish) {
  if (await all(calls.map(call => one(call, wish)))) {
    tell(sentence(latest.map(({after}) => after), wish), true);
  }
}

// Whether all were taken and nothing was decided since: the bar is the newest's, however late the
// server answers those before. Why one was not taken is told in any case.
async function all(decisions) {
  const act = Promise.allSettled(decisions);
  running = act;
  const settled = await act;
  const newest = act === running;
  if (newest) {
    latest = settled.filter(({status}) => status === 'fulfilled').map(({value}) => value);
  }
  const refused = settled.find(({status}) => status === 'rejected');
  if (refused) {
    tellRefusal(refused.reason);
  }
  return newest && !refused;
}

async function one(call, wish) {
  const before = known.get(call.callSid) || call;
  const {state, due, note} = {due: undefined, ...pick(before.followUp), ...wish};
  const wished = {state, note, ...(state === 'TO_CALL_BACK' && due ? {due} : {})};
  put({...before, followUp: {...before.followUp, ...wished, due: wished.due, version: before.followUp.version + 1}});
  try {
    const after = await change(before, wished);
    put(after);
    return {before, after};
  } catch (error) {
    put(before);
    throw error;
  }
}

function tellRefusal(error) {
  if (error.status === 412) {
    overtaken(error.problem.actuel);
  } else {
    report(error);
  }
}

const pick = followUp => ({state: followUp.state, due: followUp.due, note: followUp.note});

async function change(before, wished, again = true) {
  const path = '/api/calls/' + before.callSid + '/follow-up';
  try {
    return await send('PUT', path, wished, {'if-match': '"' + before.followUp.version + '"'});
  } catch (error) {
    // two writes met, and nobody decided anything
    const same = error.status === 412 && error.problem.actuel.followUp.version === before.followUp.version;
    if (same && again) {
      return change(before, wished, false);
    }
    throw error;
  }
}

function overtaken(actual) {
  put(actual);
  learn([actual]);
  const by = actual.followUp.by || 'quelqu’un';
  tell('Cet appel a été modifié ' + ago(actual.followUp.at || Date.now()) + ' (' + by + ')\u00a0: ' + DONE[actual.followUp.state].toLowerCase() + '. Vérifiez, puis recommencez.', latest.length > 0);
}

function sentence([call, ...others], wish) {
  if (!wish.state) {
    return 'Note enregistrée.';
  }
  const when = call.followUp.due ? ' ' + moment(call.followUp.due) : '';
  const many = others.length ? ' (' + counted(1 + others.length, 'appel') + ')' : '';
  return DONE[call.followUp.state] + when + '\u00a0: ' + name(call) + many + '.';
}

// What was decided last, even if the server has not answered yet.
export async function undo() {
  await running;
  const undone = latest;
  latest = [];
  if (undone.length && await all(undone.map(({before, after}) => one(after, pick(before.followUp))))) {
    latest = [];
    tell('C’est annulé.', false);
  }
}

function tell(text, mayUndo) {
  const bar = byId('undo');
  bar.replaceChildren(element('span', text), ...(mayUndo ? [button('Annuler', undo, 'Z')] : []));
  bar.className = 'shown';
  hideLater();
}

// Stays as long as somebody is at it.
function hideLater() {
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    const bar = byId('undo');
    if (bar.matches(':hover, :focus-within')) {
      hideLater();
    } else {
      bar.className = '';
      bar.replaceChildren();
    }
  }, SHOWN_MS);
}

export function say(text) {
  tell(text, false);
}

function later(now, days, hour) {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return date;
}

export const tomorrow = () => later(new Date(), 1, MORNING).toISOString();

// Times to choose from, as the next of their kind.
export function laters(now = new Date()) {
  const at = (days, hour) => later(now, days, hour);
  const monday = ((8 - now.getDay()) % 7) || 7;
  return [
    ['Dans une heure', new Date(now.getTime() + 3_600_000)],
    ...(now.getHours() < 14 ? [['Cet après-midi', at(0, 14)]] : []),
    ['Demain matin', at(1, MORNING)],
    ['Lundi matin', at(monday, MORNING)],
  ].map(([label, date]) => ({label: label + ' (' + clock(date) + ')', due: date.toISOString()}));
}
