// « Chiffres »: what the last thirty days were like, as small charts and as a table.

import {byId, element, report} from './document.js';
import {dayName, euros, minutes, span} from './french.js';
import {get} from './server.js';

const SVG = 'http://www.w3.org/2000/svg';

function shape(name, values) {
  const node = document.createElementNS(SVG, name);
  Object.entries(values).forEach(([key, value]) => node.setAttribute(key, String(value)));
  return node;
}

// Bars of values, the highest named by the sentence that stands for the picture.
function bars(values, sentence) {
  const most = Math.max(1, ...values);
  const picture = shape('svg', {viewBox: `0 0 ${values.length * 10} 60`, preserveAspectRatio: 'none', role: 'img', 'aria-label': sentence, class: 'bars'});
  values.forEach((value, place) => {
    const height = value === 0 ? 1 : Math.max(3, value / most * 58);
    picture.append(shape('rect', {x: place * 10 + 1, width: 8, y: 60 - height, height, rx: 1.5}));
  });
  return picture;
}

const day = iso => new Intl.DateTimeFormat('fr-FR', {timeZone: 'UTC', day: 'numeric', month: 'short'}).format(new Date(iso + 'T12:00:00Z'));
const sum = (days, key) => days.reduce((total, each) => total + each[key], 0);

function chart(title, sentence, values, first, last) {
  return element('section.card', element('h3', title), element('p.soft', sentence), bars(values, sentence),
    element('p.axis', element('span', first), element('span', last)));
}

function table(days) {
  const heads = ['Jour', 'Appels', 'Urgents', 'Manqués', 'Durée moyenne', 'Délai de rappel', 'Coût'];
  const filled = [...days].reverse().filter(each => each.calls > 0);
  const head = element('tr', ...heads.map(text => {
    const cell = element('th', text);
    cell.scope = 'col';
    return cell;
  }));
  return element('table', element('caption', 'Jour par jour'), element('thead', head),
    element('tbody', ...filled.map(each => element('tr',
      element('td', dayName(each.day)), element('td', String(each.calls)), element('td', String(each.urgent)), element('td', String(each.missed)),
      element('td', minutes(each.meanSeconds)), element('td', each.meanSecondsToCallBack ? span(each.meanSecondsToCallBack * 1000) : '–'),
      element('td', euros(each.cost))))));
}

function draw({days, hours}) {
  const title = element('h2', 'Chiffres');
  title.id = 'list-title';
  const total = sum(days, 'calls');
  const busiest = hours.indexOf(Math.max(...hours));
  const ends = [day(days[0].day), 'aujourd’hui'];
  const scroll = element('div.scroll', table(days));
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', 'Tableau jour par jour');
  byId('list').replaceChildren(title,
    ...(total === 0 ? [element('p.empty', 'Pas encore d’appel en trente jours\u00a0: les chiffres viendront avec le premier.')] : [
      chart('Appels par jour', `${total} appels en trente jours, dont ${sum(days, 'urgent')} urgents et ${sum(days, 'missed')} manqués.`, days.map(each => each.calls), ...ends),
      chart('Appels par heure', `L’heure la plus chargée est ${busiest}\u00a0h.`, hours, '0\u00a0h', '23\u00a0h'),
      chart('Coût par jour', `${euros(sum(days, 'cost'))} en trente jours.`, days.map(each => each.cost), ...ends),
      element('section.card', scroll)]));
}

export function show() {
  get('/api/figures').then(draw, report);
}
