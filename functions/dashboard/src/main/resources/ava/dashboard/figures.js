// « Chiffres »: what the last thirty days were like, as small charts and as a table.

import {byId, element, report, scrolling} from './document.js';
import {counted, dayName, euros, lasting, shortDate, span} from './french.js';
import {get} from './server.js';

const HEIGHT = 150;
const DARK = matchMedia('(prefers-color-scheme: dark)');
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const MINUTES = [5, 15, 30, 60, 120, 180, 240, 360, 720, 1440];
const MINUTE = 60;
let library = null;
let plots = [];
let shown = null;

// The library comes with the first chart, from here like everything else.
function load() {
  if (!library) {
    const sheet = element('link');
    sheet.rel = 'stylesheet';
    sheet.href = 'asset:uplot.css';
    document.head.append(sheet);
    library = import('./uplot.js').then(module => module.default);
  }
  return library;
}

const sum = (days, key) => days.reduce((total, each) => total + each[key], 0);
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Bars over labels; series behind the first stand before it.
function plot(Plot, place, {labels, ticks, series, value, steps}) {
  const axis = {
    stroke: colour('--soft'), font: '12px ' + getComputedStyle(document.body).fontFamily,
    grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}, gap: 6,
  };
  return new Plot({
    width: place.clientWidth, height: HEIGHT,
    legend: {show: false}, cursor: {show: false}, padding: [8, 26, 0, 0],
    scales: {x: {time: false, range: [-0.6, labels.length - 0.4]}, y: {range: (_, least, most) => [0, most > 0 ? most * 1.1 : 1]}},
    axes: [
      {...axis, size: 26, grid: {show: false}, splits: () => ticks, values: (_, places) => places.map(at => labels[at])},
      {...axis, size: 62, space: 32, values: (_, places) => places.map(value), ...(steps ? {incrs: steps} : {})},
    ],
    series: [{}, ...series.map(each => ({fill: colour(each.colour), width: 0, points: {show: false}, paths: Plot.paths.bars({size: [0.72, 28], radius: 0.15})}))],
  }, [labels.map((_, at) => at), ...series.map(each => each.values)], place);
}

function chart(title, sentence, data) {
  const place = element('div.chart');
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', sentence);
  const key = data.series.length > 1
    ? element('p.key', ...data.series.map(each => element('span', element('i.' + each.colour.slice(2)), each.name)))
    : '';
  return {place, data, node: element('section.card', element('h3', title), element('p.soft', sentence), key, place)};
}

function among(days) {
  const kinds = [['urgent', 'urgent'], ['missed', 'manqué']].filter(([kind]) => sum(days, kind) > 0);
  return kinds.length ? ', dont ' + kinds.map(([kind, word]) => counted(sum(days, kind), word)).join(' et ') : '';
}

function charts({days, hours}) {
  const names = days.map(each => shortDate(each.day));
  const week = [1, 8, 15, 22, 29];
  const perDay = {labels: names, ticks: week};
  const busiest = hours.indexOf(Math.max(...hours));
  const called = days.filter(each => each.meanSecondsToCallBack > 0);
  const mean = sum(called, 'meanSecondsToCallBack') / Math.max(1, called.length);
  const count = number => String(number);
  return [
    chart('Appels par jour', `${counted(sum(days, 'calls'), 'appel')} en trente jours${among(days)}.`,
      {...perDay, value: count, steps: COUNTS, series: [
        {name: 'appels', colour: '--lane-ava', values: days.map(each => each.calls)},
        {name: 'dont urgents', colour: '--urgent', values: days.map(each => each.urgent)},
      ]}),
    chart('Appels par heure', `L’heure la plus chargée est ${busiest}\u00a0h.`,
      {labels: hours.map((_, hour) => hour + '\u00a0h'), ticks: [0, 4, 8, 12, 16, 20], value: count, steps: COUNTS,
        series: [{colour: '--lane-ava', values: hours}]}),
    chart('Délai de rappel par jour', called.length ? `Rappelés en ${span(mean * 1000)} en moyenne.` : 'Aucun appel n’a encore été marqué rappelé.',
      {...perDay, value: length => span(length * MINUTE * 1000), steps: MINUTES, series: [{colour: '--lane-ava', values: days.map(each => each.meanSecondsToCallBack / MINUTE)}]}),
    chart('Coût par jour', `${euros(sum(days, 'cost'))} en trente jours\u00a0: modèle, voix et téléphone.`,
      {...perDay, value: euros, series: [{colour: '--lane-ava', values: days.map(each => each.cost)}]}),
  ];
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
      element('td', lasting(each.meanSeconds)), element('td', each.meanSecondsToCallBack ? span(each.meanSecondsToCallBack * 1000) : '–'),
      element('td', euros(each.cost))))));
}

async function draw(figures) {
  const title = element('h2', 'Chiffres');
  title.id = 'list-title';
  const {days} = figures;
  if (sum(days, 'calls') === 0) {
    byId('list').replaceChildren(title, element('p.empty', 'Pas encore d’appel en trente jours\u00a0: les chiffres viendront avec le premier.'));
    return;
  }
  const all = charts(figures);
  byId('list').replaceChildren(title, element('div.charts', ...all.map(each => each.node)), element('section.card', scrolling('Tableau jour par jour', table(days))));
  const Plot = await load();
  plots.forEach(each => each.plot.destroy());
  plots = all.map(({place, data}) => ({place, plot: plot(Plot, place, data)}));
  resized.observe(byId('list'));
}

const resized = new ResizeObserver(() => plots.filter(({place}) => place.isConnected)
  .forEach(({place, plot: drawn}) => drawn.setSize({width: place.clientWidth, height: HEIGHT})));

export function show() {
  get('/api/figures').then(figures => {
    shown = figures;
    return draw(figures);
  }).catch(report);
}

DARK.addEventListener('change', () => plots.some(({place}) => place.isConnected) && draw(shown).catch(report));
