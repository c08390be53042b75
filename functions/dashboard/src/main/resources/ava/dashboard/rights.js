// What people who called may ask for: a copy, or to be forgotten.

import {forget, known} from './board.js';
import {button, element, link, report, scrolling} from './document.js';
import {counted, day, dayName, isNumber, name, number, second} from './french.js';
import {get, save, send} from './server.js';

export function rights(call) {
  const dialled = isNumber(call.from) && call.from;
  const copy = (path, text, as) => button(text, () => save(path, as).catch(report));
  return element('section.card', element('h3', 'Données de l’appelant'),
    element('ul.plain',
      element('li', copy('/api/calls/' + call.callSid + '/export', 'Exporter cet appel', 'appel-' + call.callSid + '.json')),
      dialled ? element('li', copy('/api/callers/' + encodeURIComponent(dialled) + '/export', 'Exporter tous les appels de ce numéro', 'appelant.json')) : ''),
    element('div.actions.danger',
      button('Supprimer l’appel…', () => eraseCall(call)),
      dialled ? button('Supprimer tout ce qui concerne ce numéro…', () => eraseNumber(dialled)) : ''));
}

function ask(title, text, act, word) {
  const dialog = element('dialog');
  const heading = element('h2', title);
  heading.id = 'ask-title';
  dialog.setAttribute('aria-labelledby', 'ask-title');
  const go = button(word, () => {
    dialog.close();
    act();
  });
  go.className = 'danger';
  dialog.append(heading, element('p', text), element('p.row-end', button('Annuler', () => dialog.close()), go));
  open(dialog);
}

function open(dialog) {
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function eraseCall(call) {
  ask('Supprimer l’appel\u00a0?', 'L’appel de ' + name(call) + ', ses paroles, sa fiche, ses notes et son message vocal seront effacés. C’est définitif.', async () => {
    try {
      const actual = known.get(call.callSid) || call;
      const receipt = await send('DELETE', '/api/calls/' + call.callSid, undefined, {'if-match': '"' + actual.followUp.version + '"'});
      gone(receipt, [call.callSid]);
    } catch (error) {
      report(error);
    }
  }, 'Supprimer');
}

function eraseNumber(telephone) {
  ask('Supprimer tout ce qui concerne ce numéro\u00a0?', 'Tous les appels du ' + number(telephone) + ', et ceux où ce numéro a été donné, seront effacés. C’est définitif.', async () => {
    try {
      const receipt = await send('POST', '/api/erasures', {number: telephone});
      gone(receipt, [...known.values()].filter(call => call.from === telephone || call.brief.phone === telephone).map(call => call.callSid));
    } catch (error) {
      report(error);
    }
  }, 'Tout supprimer');
}

function gone(receipt, sids) {
  sids.forEach(forget);
  location.hash = location.hash.replace(/\/CA[0-9a-f]{32}$/i, '');
  show(receipt);
}

// A receipt can be kept.
function show(receipt) {
  const dialog = element('dialog');
  const heading = element('h2', 'Reçu d’effacement');
  heading.id = 'receipt-title';
  dialog.setAttribute('aria-labelledby', 'receipt-title');
  const {calls, turns, recordings, decisions} = receipt.erased;
  const keep = link(URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], {type: 'application/json'})), 'Enregistrer le reçu', 'main');
  keep.download = 'recu-effacement.json';
  dialog.append(heading,
    element('p', dayName(day(receipt.at)) + ' à ' + second(receipt.at) + ', ' + receipt.subject + '.'),
    element('p', 'Effacés\u00a0: ' + [
      counted(calls, 'appel'), counted(turns, 'tour de parole', 'tours de parole'),
      counted(recordings, 'message vocal', 'messages vocaux'), counted(decisions, 'décision'),
    ].join(', ') + '.'),
    element('h3', 'Ce qui reste, et jusqu’à quand'),
    element('ul.stays', ...receipt.stays.map(text => element('li', text))),
    element('p.row-end', keep, button('Fermer', () => dialog.close())));
  open(dialog);
}

const WHAT = {
  SIGN_IN: 'Connexion', SIGN_OUT: 'Déconnexion', SIGN_OUT_EVERYWHERE: 'Déconnexion partout', REFUSED: 'Refus',
  READ: 'Appel lu', LISTEN: 'Message vocal écouté', SEARCH: 'Recherche', DECISION: 'Décision',
  ERASE: 'Appel supprimé', ERASE_NUMBER: 'Numéro effacé', EXPORT: 'Export',
};

export async function trail(place) {
  const {lines} = await get('/api/audit');
  const table = element('table', element('caption', 'Journal des accès du mois'),
    element('thead', element('tr', ...['Quand', 'Qui', 'Quoi', 'Appel'].map(text => element('th', text)))),
    element('tbody', ...lines.map(line => element('tr',
      element('td', dayName(day(line.at)) + ' ' + second(line.at)), element('td', line.by),
      element('td', WHAT[line.what] || line.what), element('td', line.subject.slice(-8))))));
  place.replaceChildren(scrolling('Journal des accès', table));
}
