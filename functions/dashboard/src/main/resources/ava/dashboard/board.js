// Every call that the page knows, whoever told it. Lists are views of these.

import {isNumber} from './french.js';

const HOURS = 3_600_000;

export const known = new Map();

// What is said in calls that go on: the turns that are not finished, and the latest words.
export const talk = new Map();
export const latest = new Map();
const watchers = new Set();

export function onChange(watcher) {
  watchers.add(watcher);
}

// An answer that was long on its way does not undo a newer decision.
export function learn(calls) {
  calls.forEach(call => {
    const before = known.get(call.callSid);
    const newer = before && before.followUp.version > call.followUp.version;
    known.set(call.callSid, newer ? {...call, followUp: before.followUp} : call);
    if (call.endedAt) {
      talk.delete(call.callSid);
      latest.delete(call.callSid);
    }
  });
  watchers.forEach(watcher => watcher());
}

export function hear(calls) {
  calls.forEach(({callSid, turns}) => {
    talk.set(callSid, turns);
    if (turns.length) {
      latest.set(callSid, turns.at(-1));
    }
  });
  watchers.forEach(watcher => watcher());
}

export function put(call) {
  known.set(call.callSid, call);
  watchers.forEach(watcher => watcher());
}

export function forget(callSid) {
  known.delete(callSid);
  watchers.forEach(watcher => watcher());
}

const place = call => (call.followUp.urgent ? '0#' : '1#') + (call.followUp.due || '9999') + '#' + call.startedAt;
const all = () => [...known.values()];

export const live = () => all()
  .filter(call => !call.endedAt && Date.now() - new Date(call.startedAt) < 6 * HOURS)
  .sort((a, b) => b.startedAt.localeCompare(a.startedAt));

export const open = () => all()
  .filter(call => call.followUp.state === 'TO_CALL_BACK')
  .sort((a, b) => place(a).localeCompare(place(b)));

const newestFirst = (a, b) => b.startedAt.localeCompare(a.startedAt);

// A number that is withheld is nobody's.
const caller = call => isNumber(call.from) ? call.from : call.callSid;

// What waits for a call back from whoever made this call: a person is called back once.
export const together = call => {
  const waiting = open().filter(other => caller(other) === caller(call));
  return waiting.some(other => other.callSid === call.callSid) ? waiting.sort(newestFirst) : [call];
};

// The pile by who called, each with all his calls, latest first, where the most pressing of them is.
export function people() {
  const all = new Map();
  open().forEach(call => all.set(caller(call), [...(all.get(caller(call)) || []), call]));
  return [...all.values()].map(calls => calls.sort(newestFirst));
}

// Several calls of a number as one: the latest, with all that was said of who and why, and what
// presses most.
export function asOne(calls) {
  const [newest] = calls;
  const told = key => [...new Set(calls.map(call => call.brief[key]).filter(Boolean))];
  const due = calls.map(call => call.followUp.due).filter(Boolean).sort()[0];
  return {
    ...newest,
    brief: {
      ...newest.brief,
      name: told('name').join(', '), company: told('company').join(', '), reason: told('reason').join(' · '), callback: told('callback')[0],
    },
    followUp: {...newest.followUp, due, urgent: calls.some(call => call.followUp.urgent)},
  };
}

export const ofDay = day => all()
  .filter(call => call.day === day)
  .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
