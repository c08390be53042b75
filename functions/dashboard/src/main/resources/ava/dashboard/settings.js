// What is set in this browser alone.

import {button, byId, element, report, setText} from './document.js';
import {trail} from './rights.js';
import {save} from './server.js';
import {me, signOut} from './session.js';

const KEYS = 'ava-touches';
export const TOUCHES = [
  ['J', 'appel suivant'], ['K', 'appel précédent'], ['Entrée', 'ouvrir l’appel'], ['Échap', 'revenir à la liste'],
  ['E', 'marquer rappelé'], ['R', 'à rappeler plus tard'], ['H', 'à rappeler demain matin'], ['S', 'classer sans suite'], ['I', 'signaler indésirable'],
  ['N', 'écrire une note'], ['/', 'rechercher'], ['Z', 'annuler'], ['?', 'afficher cette aide'],
];

export const keysOn = () => localStorage.getItem(KEYS) !== 'non';

export const keyTable = () => element('dl.keys', ...TOUCHES.flatMap(([key, what]) => [element('dt', element('kbd', key)), element('dd', what)]));

export function tellWho() {
  const node = byId('who');
  if (node && me.name) {
    setText(node, 'Vous êtes connecté\u00a0: ' + me.name + (me.role ? ' (' + me.role + ').' : '.'));
  }
}

export function show() {
  const title = element('h2', 'Réglages');
  title.id = 'list-title';
  const box = element('input');
  box.type = 'checkbox';
  box.id = 'keys-on';
  box.checked = keysOn();
  box.addEventListener('change', () => localStorage.setItem(KEYS, box.checked ? 'oui' : 'non'));
  const label = element('label', 'Raccourcis clavier d’une touche');
  label.htmlFor = 'keys-on';
  const all = button('Exporter tous les appels (CSV)', () => save('/api/export.csv', 'appels.csv').catch(report));
  const who = element('p');
  who.id = 'who';
  const leave = everywhere => () => signOut(everywhere).catch(report);
  const lines = element('div');
  const read = button('Afficher le journal des accès', () => trail(lines).catch(report));
  byId('list').replaceChildren(title,
    element('section.card', element('p.check', box, label), keyTable()),
    element('section.card', element('h3', 'Session'), who,
      element('p.row-end', button('Se déconnecter', leave(false)), button('Se déconnecter partout', leave(true)))),
    element('section.card', element('h3', 'Données'), element('p.row-end', all), element('p.row-end', read), lines));
  tellWho();
}
