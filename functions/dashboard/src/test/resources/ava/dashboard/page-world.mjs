// The page's link to the server in a world of its own: a clock that is put forward, sockets that live
// or die. usage: node page-world.mjs FOLDER-OF-THE-SCRIPTS ; the first thing that is wrong ends it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

let now = Date.parse('2026-11-25T09:00:00Z');
const timers = [];
const sockets = [];
const on = {};
const asked = [];
let reads = 0;
let shown = '';

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

Object.assign(globalThis, {
  WebSocket: Socket,
  document: {visibilityState: 'visible', cookie: 'other=2; ava-here=1', addEventListener: (type, handler) => { on[type] = handler; }},
  window: {addEventListener: (type, handler) => { on[type] = handler; }},
  location: {origin: 'https://ava.example'},
  setTimeout: (run, ms) => timers.push({at: now + ms, run}),
  setInterval: (run, ms) => timers.push({at: now + ms, run, ms}),
  fetch: async (address, options) => {
    asked.push([new URL(address).pathname, options]);
    return {ok: true, json: async () => (address.endsWith('/auth/token')
      ? {token: 'token-' + asked.length, seconds: 300, name: 'ava', role: 'titulaire'}
      : {url: 'wss://live.example', ticket: 't', until: new Date(now + 300_000).toISOString()})};
  },
});
Date.now = () => now;
Math.random = () => 0.5;

async function settle() {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}

const soonest = () => [...timers].sort((a, b) => a.at - b.at)[0];

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

const newest = () => sockets.at(-1);

async function liveAgain() {
  const before = sockets.length;
  for (let tenth = 0; sockets.length === before; tenth++) {
    assert.ok(tenth < 50, 'no new socket within 5 s');
    await forward(100);
  }
  newest().open();
  await forward(100);
  assert.equal(shown, 'live');
}

// as modules of a package
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ava-page-'));
process.on('exit', () => fs.rmSync(folder, {recursive: true}));
fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
['live.js', 'server.js', 'session.js'].forEach(file => fs.copyFileSync(path.join(process.argv[2], file), path.join(folder, file)));
const {follow} = await import(path.join(folder, 'live.js'));
follow({take() {}, refresh() { reads++; }, report(error) { throw error; }, state(state) { shown = state; }});
await forward(100);

// a socket that answers stays
newest().open();
await forward(60_000);
assert.equal(sockets.length, 1);
assert.equal(shown, 'live');

// one that answers no more is left within 5 s, and all is read again
newest().alive = false;
reads = 0;
await liveAgain();
assert.ok(reads > 0);
const left = sockets[0];
left.on.close();
await forward(3_000);
assert.equal(shown, 'live', 'the old socket closes much later');

// a machine that slept begins anew
now += 60 * 60 * 1000;
await liveAgain();

// nobody looks: hardly a ping; somebody looks again: a dead socket is left within 5 s
document.visibilityState = 'hidden';
const pings = newest().pings;
await forward(60_000);
assert.ok(newest().pings - pings <= 1);
newest().alive = false;
document.visibilityState = 'visible';
on.visibilitychange();
await liveAgain();

// a handshake that hangs is tried anew
newest().on.close();
const tries = sockets.length;
await forward(20_000);
assert.ok(sockets.length >= tries + 2);

// before its token ends, another socket takes its place, with a token of its own, and is live all along
newest().open();
await forward(100);
const old = newest();
const tokens = () => asked.filter(([path]) => path === '/auth/token').length;
const renewed = tokens();
await forward(271_000);
assert.notEqual(newest(), old);
assert.equal(shown, 'live');
assert.equal(old.readyState, 1, 'the old one stays until the new one is open');
newest().open();
assert.equal(old.readyState, 3);
assert.ok(tokens() > renewed);

// the token goes to the API alone, the cookie to signing in alone
asked.forEach(([path, {credentials, headers}]) => {
  assert.equal(credentials, path.startsWith('/auth/') ? 'same-origin' : 'omit');
  assert.equal('authorization' in headers, !path.startsWith('/auth/'));
});
