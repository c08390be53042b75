// One key for each decision, while nobody types and unless they are switched off (WCAG 2.1.4).

import {later, meant, shown} from './call.js';
import {button, byId, element, typing} from './document.js';
import {keysOn, keyTable} from './settings.js';
import {decide, tomorrow, undo} from './undo.js';

const rowsOf = () => [...byId('list').querySelectorAll('a.row')];
const current = () => rowsOf().findIndex(row => row.hasAttribute('aria-current'));

function step(by) {
  const rows = rowsOf();
  if (rows.length === 0) {
    return;
  }
  const focused = rows.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : current();
  const row = rows[Math.min(rows.length - 1, Math.max(0, from < 0 ? 0 : from + by))];
  row.focus();
  if (shown.sid) {
    location.replace(row.href);
  }
}

// The next call opens by itself, and focus is never lost.
async function settle(wish) {
  const call = shown.call;
  if (!call || !call.endedAt) {
    return;
  }
  const rows = rowsOf();
  const at = current();
  const next = rows[at + 1] || rows[at - 1];
  const inbox = location.hash.startsWith('#/a-traiter');
  decide(meant(), wish);
  if (inbox && next) {
    location.replace(next.href);
    next.focus();
  } else if (inbox) {
    location.hash = '#/a-traiter';
    byId('main').focus();
  }
}

function help() {
  const dialog = element('dialog');
  const title = element('h2', 'Raccourcis clavier');
  title.id = 'help-title';
  dialog.setAttribute('aria-labelledby', 'help-title');
  dialog.append(title, keyTable(), element('p.soft', 'Ils se désactivent dans les réglages.'), element('p.row-end', button('Fermer', () => dialog.close())));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  e: () => settle({state: 'CALLED_BACK'}),
  s: () => settle({state: 'CLOSED'}),
  i: () => settle({state: 'UNWANTED'}),
  h: () => settle({state: 'TO_CALL_BACK', due: tomorrow()}),
  r: () => shown.call && shown.call.endedAt && later(),
  n: () => byId('note') && byId('note').focus(),
  z: undo,
  '/': () => byId('asked').focus(),
  '?': help,
  Escape: () => shown.sid && (location.hash = location.hash.replace(/\/CA[0-9a-f]{32}$/i, '')),
};

export function listen() {
  document.addEventListener('keydown', event => {
    const act = ACTS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const busy = event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.querySelector('dialog[open]');
    if (act && !busy && (keysOn() || event.key === 'Escape')) {
      event.preventDefault();
      act();
    }
  });
}
