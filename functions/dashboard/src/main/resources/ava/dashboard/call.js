// The call that was chosen: its card beside the conversation.

import {known, learn, together} from './board.js';
import {card, more} from './card.js';
import {conversation, speaker} from './conversation.js';
import {allWell, button, byId, element, link, report, setText} from './document.js';
import {began, counted, duration, ENDED, isNumber, moment, name, number, STATE} from './french.js';
import {file, get} from './server.js';
import {decide, laters, say} from './undo.js';

export const shown = {sid: '', call: null, turns: new Map(), rest: {}};
let parts = null;

export function choose(sid) {
  if (sid === shown.sid) {
    return;
  }
  Object.assign(shown, {sid, call: known.get(sid) || null, turns: new Map(), rest: {}});
  parts = null;
  byId('detail').replaceChildren(...(sid ? [] : [element('p.empty.choose', 'Choisissez un appel pour lire la conversation.')]));
  if (sid) {
    load().then(() => byId('detail').matches(':focus-within') || byId('detail').focus({preventScroll: true}));
  }
}

// All of the call, whose reading is noted.
export async function load() {
  const wanted = shown.sid;
  try {
    const answer = await get('/api/calls/' + wanted);
    if (wanted === shown.sid) {
      const {call, turns, ...rest} = answer;
      turns.forEach(turn => shown.turns.set(turn.seq, turn));
      shown.rest = rest;
      learn([call]);
      show();
      allWell();
    }
  } catch (error) {
    if (wanted === shown.sid && error.status === 404) {
      byId('detail').replaceChildren(element('p.empty', error.message));
    } else {
      report(error);
    }
  }
}

// What was said behind the last turn that is here without a gap.
export async function catchUp() {
  if (!shown.call || shown.call.endedAt) {
    return;
  }
  const wanted = shown.sid;
  const answer = await get('/api/calls/' + wanted + '/turns?after=' + heardUpTo());
  if (wanted === shown.sid) {
    answer.turns.forEach(turn => shown.turns.set(turn.seq, turn));
    show();
  }
}

function heardUpTo() {
  let seq = 0;
  while (shown.turns.has(seq + 1)) {
    seq++;
  }
  return seq;
}

export function take(turn) {
  if (turn.callSid !== shown.sid) {
    return;
  }
  shown.turns.set(turn.seq, turn);
  setText(byId('said'), speaker(turn) + '\u00a0: ' + turn.text);
  show();
  if (turn.seq > heardUpTo()) {
    catchUp().catch(report);
  }
}

// What is being said changes the conversation alone.
export function overhear() {
  if (parts && shown.call && !shown.call.endedAt) {
    talk(shown.call);
  }
}

// A call whose summary came while it was open is read again.
export function changed() {
  const call = known.get(shown.sid);
  if (!call || call === shown.call) {
    return;
  }
  const before = shown.call;
  shown.call = call;
  show();
  if (before && (before.summaryState !== call.summaryState || before.followUp.version !== call.followUp.version || !before.endedAt !== !call.endedAt)) {
    load();
  }
}

export function tick() {
  if (parts && shown.call && !shown.call.endedAt) {
    setText(parts.facts, facts(shown.call));
  }
}

function show() {
  const call = known.get(shown.sid);
  if (!call) {
    return;
  }
  shown.call = call;
  parts ||= build(call);
  setText(parts.title, name(call));
  setText(parts.facts, facts(call));
  setText(parts.state, stateOf(call));
  parts.state.className = 'tag' + (call.endedAt ? call.followUp.urgent && call.followUp.state === 'TO_CALL_BACK' ? ' urgent' : '' : ' now');
  const calls = meant();
  replaceIfChanged(parts.same, JSON.stringify(calls), () => same(calls));
  replaceIfChanged(parts.actions, JSON.stringify([call.from, call.brief.phone, call.followUp.state, !call.endedAt, calls.length]), () => actions(call, calls.length));
  replaceIfChanged(parts.card, JSON.stringify([call, shown.rest]), () => card(call, shown.rest));
  voicemail(call);
  note(call);
  replaceIfChanged(parts.more, JSON.stringify([call, shown.rest]), () => more(call, shown.rest));
  talk(call);
}

const talk = call => parts.talk.show(call, shown.turns, shown.rest.tools || []);

function build(call) {
  const title = element('h2');
  title.id = 'detail-title';
  const back = link('#', '‹ Retour à la liste', 'back');
  back.addEventListener('click', event => {
    event.preventDefault();
    location.hash = location.hash.replace(/\/CA[0-9a-f]{32}$/i, '');
  });
  const area = element('textarea');
  area.id = 'note';
  area.maxLength = 2000;
  area.rows = 3;
  area.value = call.followUp.note;
  const label = element('label', 'Note');
  label.htmlFor = 'note';
  const player = element('audio');
  player.controls = true;
  player.preload = 'none';
  player.setAttribute('aria-labelledby', 'voicemail-title');
  player.addEventListener('error', () => player.getAttribute('src') && report(new Error('Le message vocal ne peut pas être lu.')));
  const listen = button('Écouter', () => play().catch(report));
  const away = element('p.soft', 'Pas encore récupéré chez Twilio.');
  const heading = element('h3', 'Message laissé sur le répondeur');
  heading.id = 'voicemail-title';
  const made = {
    title, area, player, listen, away,
    facts: element('p.facts'), state: element('span.tag'), same: element('ul.same'), actions: element('div.actions'),
    card: element('div.cards'), more: element('div.cards.more'), talk: conversation(),
    voicemail: element('section.card', heading, listen, player, away),
  };
  const noting = element('form.card.note', label, area, element('p.row-end', button('Enregistrer la note', save)));
  noting.addEventListener('submit', event => event.preventDefault());
  byId('detail').replaceChildren(
    element('div.head', back, element('div.name', title, made.state), made.facts, made.same, made.actions),
    element('div.body',
      element('div.side', made.card, made.voicemail, noting),
      made.talk.node),
    made.more);
  return made;
}

function replaceIfChanged(node, content, make) {
  if (node.dataset.content !== content) {
    node.dataset.content = content;
    const focused = node.contains(document.activeElement) ? document.activeElement.textContent : '';
    node.replaceChildren(...make().filter(Boolean));
    const there = [...node.querySelectorAll('button, a')];
    const again = focused && (there.find(each => each.textContent === focused) || there[0]);
    if (again) {
      again.focus({preventScroll: true});
    }
  }
}

const stateOf = call => !call.endedAt ? 'En ligne'
  : (call.followUp.urgent && call.followUp.state === 'TO_CALL_BACK' ? 'Urgent · ' : '') + STATE[call.followUp.state]
    + (call.followUp.due ? ' ' + moment(call.followUp.due) : '');

function facts(call) {
  return [
    began(call),
    duration(call),
    call.endedAt ? ENDED[call.endReason] || 'Terminé' : '',
    call.resumes > 0 ? 'repris ' + call.resumes + ' fois' : '',
    call.brief.name ? call.fromDisplayed : '',
  ].filter(Boolean).join(' · ');
}

const dialled = call => [call.brief.phone, call.from].find(isNumber);

// In the pile a person is decided about with all his calls, elsewhere a call by itself.
export const meant = () => /^(#\/a-traiter|$)/.test(location.hash) ? together(shown.call) : [shown.call];

// The calls that are decided about at once, each a click away.
function same(calls) {
  return calls.length < 2 ? [] : calls.map(call => {
    const anchor = link('#/a-traiter/' + call.callSid, [began(call), name(call) === name(shown.call) ? '' : name(call), call.brief.reason].filter(Boolean).join(' · '));
    if (call.callSid === shown.sid) {
      anchor.setAttribute('aria-current', 'true');
    }
    return element('li', anchor);
  });
}

function actions(call, count) {
  const telephone = dialled(call);
  const state = call.followUp.state;
  const many = count > 1 ? ' (' + counted(count, 'appel') + ')' : '';
  const to = (next, text, key) => state === next ? null : button(text, () => decide(meant(), {state: next}), key);
  return [
    telephone && link('tel:' + telephone, 'Rappeler le ' + number(telephone), 'main'),
    telephone && button('Copier le numéro', () => navigator.clipboard.writeText(number(telephone).replaceAll('\u00a0', ' '))
      .then(() => say('Numéro copié.'), () => report(new Error('Le numéro n’a pas pu être copié.')))),
    call.endedAt && to('CALLED_BACK', 'Marquer rappelé' + many, 'E'),
    call.endedAt && button(state === 'TO_CALL_BACK' ? 'Plus tard…' : 'Remettre à traiter…', () => later(), 'R'),
    call.endedAt && to('CLOSED', 'Sans suite', 'S'),
    call.endedAt && to('UNWANTED', 'Indésirable', 'I'),
  ];
}

// When to call back: some times near by, or one of his own.
export function later() {
  const calls = meant();
  const dialog = element('dialog');
  dialog.setAttribute('aria-labelledby', 'later-title');
  const title = element('h2', 'À rappeler quand\u00a0?');
  title.id = 'later-title';
  const take = due => {
    dialog.close();
    decide(calls, {state: 'TO_CALL_BACK', due});
  };
  const own = element('input');
  own.type = 'datetime-local';
  own.id = 'own-time';
  const label = element('label', 'Une date');
  label.htmlFor = 'own-time';
  dialog.append(title,
    element('ul.choices', ...[...laters(), {label: 'Dès que possible', due: undefined}]
      .map(({label: text, due}) => element('li', button(text, () => take(due))))),
    element('p.own', label, own, button('Choisir', () => own.value && take(new Date(own.value).toISOString()))),
    element('p.row-end', button('Fermer', () => dialog.close())));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// No player sends a token: it gets the whole message, once somebody wants to hear it.
async function play() {
  const {player, listen} = parts;
  const address = player.dataset.address;
  const message = await file(address);
  if (player.dataset.address === address) {
    player.src = message;
    player.hidden = false;
    listen.hidden = true;
    player.focus();
    await player.play();
  }
}

// A player keeps its place while the call is shown anew.
function voicemail(call) {
  const kept = Boolean(call.recordingKept);
  const address = kept ? '/api/calls/' + call.callSid + '/recording' : '';
  if (parts.player.dataset.address !== address) {
    parts.player.dataset.address = address;
    URL.revokeObjectURL(parts.player.src);
    parts.player.removeAttribute('src');
    parts.player.hidden = true;
    parts.listen.hidden = !kept;
  }
  parts.away.hidden = kept;
  parts.voicemail.hidden = !kept && !call.voicemailUrl;
}

// What is being written is not written over.
function note(call) {
  if (document.activeElement !== parts.area && parts.area.dataset.saved !== call.followUp.note) {
    parts.area.value = call.followUp.note;
  }
  parts.area.dataset.saved = call.followUp.note;
}

function save() {
  if (parts.area.value.trim() !== shown.call.followUp.note) {
    decide([shown.call], {note: parts.area.value.trim()});
  }
}
