// The page's script in a world of its own: a clock that is put forward, sockets that live or die.
// usage: node page-world.mjs FOLDER-OF-THE-SCRIPTS ; the first thing that is wrong ends it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import vm from 'node:vm';

const CALL = 'CA00000000000000000000000000000001';
let now = Date.parse('2026-11-25T09:00:00Z');
const timers = [];
const sockets = [];
const asked = [];
const nodes = {};
const onDocument = {};
const onWindow = {};
const told = {turns: [], call: {callSid: CALL, day: '2026-11-25', startedAt: '2026-11-25T08:59:00Z', resumes: 0}};

const node = () => ({
  dataset: {}, textContent: '', children: [], classList: {toggle() {}},
  addEventListener() {}, focus() {}, load() {}, setAttribute() {}, querySelector: () => null, querySelectorAll: () => [],
  append(...parts) { this.children.push(...parts); },
  replaceChildren(...parts) { this.children = parts; },
  removeAttribute(name) { delete this[name]; },
});
const byName = name => nodes[name] ??= node();

class Socket {
  static OPEN = 1;
  readyState = 0;
  alive = true;
  on = {};
  pings = 0;

  constructor() {
    sockets.push(this);
  }

  addEventListener(type, handler) {
    this.on[type] = handler;
  }

  open() {
    this.readyState = 1;
    this.on.open();
  }

  send() {
    this.pings++;
    if (this.alive) {
      timers.push({at: now + 100, run: () => this.on.message({data: '{"type":"pong"}'})});
    }
  }

  close() {
    this.readyState = 3;
  }
}

function answer(path) {
  if (path.includes('ticket')) {
    return {url: 'wss://live.example', ticket: 't'};
  }
  return path.includes('calls/') ? told : {calls: []};
}

const world = vm.createContext({
  URLSearchParams,
  WebSocket: Socket,
  Date: class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }

    static now() {
      return now;
    }
  },
  document: {
    visibilityState: 'visible', activeElement: null,
    getElementById: byName, querySelector: byName, createElement: node, createTextNode: node,
    addEventListener: (type, handler) => { onDocument[type] = handler; },
  },
  window: {innerHeight: 100, addEventListener: (type, handler) => { onWindow[type] = handler; }},
  location: {hash: '', search: '?call=' + CALL, pathname: '/', origin: 'https://ava.example'},
  history: {replaceState: (_, __, url) => { world.location.hash = url.slice(url.indexOf('#')); }},
  setTimeout: (run, ms) => timers.push({at: now + ms, run}),
  setInterval: (run, ms) => timers.push({at: now + ms, run, ms}),
  fetch: async path => {
    asked.push(path);
    return {ok: true, json: async () => JSON.parse(JSON.stringify(answer(path)))};
  },
});

async function settle() {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}

async function forward(ms) {
  const end = now + ms;
  await settle();
  for (let next = soonest(); next && next.at <= end; next = soonest()) {
    timers.splice(timers.indexOf(next), 1);
    now = Math.max(now, next.at);
    next.run();
    if (next.ms) {
      timers.push({...next, at: now + next.ms});
    }
    await settle();
  }
  now = end;
}

const soonest = () => [...timers].sort((a, b) => a.at - b.at)[0];
const state = () => byName('link').dataset.state;
const newest = () => sockets.at(-1);

// A call is pushed whenever something about it is written.
async function reread() {
  newest().on.message({data: JSON.stringify({type: 'call', ...told.call})});
  await forward(100);
}

async function liveAgain() {
  const before = sockets.length;
  for (let tenth = 0; sockets.length === before; tenth++) {
    assert.ok(tenth < 50, 'no new socket within 5 s');
    await forward(100);
  }
  newest().open();
  await forward(100);
  assert.equal(state(), 'live');
}

const files = ['french.js', 'document.js', 'list.js', 'call.js', 'live.js'];
vm.runInContext(files.map(file => fs.readFileSync(process.argv[2] + '/' + file, 'utf8')).join('\n'), world);
await forward(100);

// a mail's link opens its call
assert.equal(world.location.hash, '#' + CALL);
assert.ok(asked.includes('https://ava.example/api/calls/' + CALL));

// a socket that answers stays
newest().open();
await forward(60_000);
assert.equal(sockets.length, 1);
assert.equal(state(), 'live');

// one that answers no more is left within 5 s, and all is read again
newest().alive = false;
asked.length = 0;
await liveAgain();
assert.ok(asked.includes('https://ava.example/api/calls/' + CALL));
const left = sockets[0];
left.on.close();
await forward(3_000);
assert.equal(state(), 'live', 'the old socket closes much later');

// a machine that slept begins anew
now += 60 * 60 * 1000;
await liveAgain();

// nobody looks: hardly a ping; somebody looks again: a dead socket is left within 5 s
world.document.visibilityState = 'hidden';
const pings = newest().pings;
await forward(60_000);
assert.ok(newest().pings - pings <= 1);
newest().alive = false;
world.document.visibilityState = 'visible';
onDocument.visibilitychange();
await liveAgain();

// a handshake that hangs is tried anew
newest().on.close();
const tries = sockets.length;
await forward(20_000);
assert.ok(sockets.length >= tries + 2);
newest().open();
await forward(100);

// a voicemail is played from our own host, and goes on playing while the page is read again
const player = byName('recording');
let begun = 0;
Object.defineProperty(player, 'src', {configurable: true, set(address) { begun++; player.address = address; }});
assert.ok(byName('voicemail').hidden);
told.call.voicemailUrl = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1';
await reread();
assert.ok(!byName('voicemail').hidden && player.hidden && !byName('recording-away').hidden);
assert.equal(begun, 0, 'what only Twilio has cannot be played');
told.call.recordingKept = true;
await reread();
await reread();
assert.ok(!byName('voicemail').hidden && !player.hidden && byName('recording-away').hidden);
assert.equal(player.address, 'https://ava.example/api/calls/' + CALL + '/recording');
assert.equal(begun, 1);

// a mail that somebody refused is told, once for each address
assert.ok(byName('refused').hidden);
told.call.mailRefused = ['a@x.fr', 'b@x.fr', 'a@x.fr'].map(address => ({address, kind: 'Bounce'}));
await reread();
assert.ok(!byName('refused').hidden);
assert.equal(byName('refused').textContent, 'courriel refusé par a@x.fr, b@x.fr');

// a number says how sure it is, once there is a summary
const words = node => typeof node === 'string' ? node : node.textContent + node.children.map(words).join('');
told.call.message = {name: 'Mme Petit', phone: '+33612345678'};
await reread();
assert.equal(words(byName('fields')), 'NomMme PetitTéléphone06\u00a012\u00a034\u00a056\u00a078');
for (const [phoneCertainty, said] of Object.entries({confirme: 'confirmé', dicte: 'dicté, non confirmé', douteux: 'dicté, à vérifier', affiche: 'numéro affiché'})) {
  told.summary = {text: '', who: {phone: '+33698765432', phoneCertainty}};
  told.call.summaryState = phoneCertainty;
  await reread();
  assert.equal(words(byName('fields')), 'NomMme PetitTéléphone06\u00a098\u00a076\u00a054\u00a032 (' + said + ')');
}

world.location.hash = '';
onWindow.hashchange();
await forward(100);
assert.ok(!('src' in player), 'no call, no sound');
