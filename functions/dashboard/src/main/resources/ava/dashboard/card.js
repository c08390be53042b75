// What is known of a call beside its conversation.

import {element, link} from './document.js';
import {ago, began, CERTAINTY, characters, dateOf, dayName, ENDED, euros, FIELDS, isNumber, MAIL, moment, number, second, STATE, typeset, VOICE_FAILED, voiceName, WEBHOOK} from './french.js';
import {rights} from './rights.js';

function rows(...pairs) {
  const list = element('dl');
  pairs.filter(([, ...values]) => values.some(Boolean)).forEach(([label, ...values]) =>
    list.append(element('dt', label), element('dd', ...values)));
  return list.children.length ? list : null;
}

// Its summary, and what was noted in it.
export function card(call, {summary}) {
  const who = (summary && summary.who) || {};
  const noted = call.message || {};
  const value = key => key === 'phone' ? who.phone || noted.phone : noted[key];
  const fields = rows(
    ...Object.entries(FIELDS).map(([key, label]) => [label, ...(value(key) ? key === 'phone' ? phone(value(key), CERTAINTY[who.phoneCertainty]) : [value(key)] : [])]),
    ['Numéro dicté, pas compris', who.phoneUnclear ? '«\u00a0' + who.phoneUnclear + '\u00a0»' : '']);
  const todo = ((summary && summary.actions) || []).map(action => {
    const how = [action.who, action.byWhen].filter(Boolean).join(', ');
    return element('li', typeset(how ? action.what + ' (' + how + ')' : action.what || String(action)));
  });
  const promised = ((summary && summary.promised) || []).map(text => element('li', typeset(text)));
  return [
    summary && element('section.card',
      element('h3', 'Résumé'), element('p', typeset(summary.text || summary.reason || '')),
      ...(summary.urgencyQuote ? [element('p.quote', '«\u00a0' + summary.urgencyQuote + '\u00a0»')] : []),
      ...(todo.length ? [element('h4', 'À faire'), element('ul', ...todo)] : []),
      ...(promised.length ? [element('h4', 'Ce qu’Ava a dit'), element('ul', ...promised)] : [])),
    fields && element('section.card', element('h3', 'Fiche de l’appel'), fields),
  ];
}

function phone(value, certainty) {
  const shownAs = isNumber(value) ? link('tel:' + value, number(value)) : value;
  return certainty ? [shownAs, ' (' + certainty + ')'] : [shownAs];
}

// What was decided about it, what else that number said, and what is known of the call itself.
export function more(call, {history = [], others = [], disclosure}) {
  const refused = [...new Set((call.mailRefused || []).map(refusal => refusal.address))];
  return [
    history.length > 0 && element('section.card', element('h3', 'Décisions'), element('ol.history', ...[...history].reverse().map(each =>
      element('li', element('b', STATE[each.state]), each.due ? ' ' + moment(each.due) : '',
        element('span.soft', ' ' + each.by + ', ' + moment(each.at)))))),
    others.length > 0 && element('section.card', element('h3', 'Autres appels de ce numéro'), element('ul.others', ...others.map(other =>
      element('li', link('#/jour/' + other.day + '/' + other.callSid, began(other)),
        element('span.soft', ' ' + (other.brief.reason || ENDED[other.endReason] || '') + ' · ' + STATE[other.followUp.state]))))),
    element('section.card', element('h3', 'À propos de l’appel'), rows(
      ['Courriel', MAIL[call.summaryState] || ''],
      ['Refusé par', refused.join(', ')],
      ['Logiciel', WEBHOOK[call.webhookState] || ''],
      ['Voix', ...voice(call)],
      ['Coût', ...cost(call.cost)],
      ['Annonce', disclosure ? '«\u00a0' + disclosure.text + '\u00a0» entendue à ' + second(disclosure.heardAt) : ''],
      ['Conservé', call.expiresAt ? 'jusqu’au ' + dayName(call.expiresAt.slice(0, 10)).toLowerCase() : ''],
      ['Reçu', ago(call.startedAt)])),
    call.endedAt && rights(call),
  ];
}

// Whose voice it was, and what became of it.
function voice({voice, voiceFailed, voiceCharacters}) {
  const more = [voiceFailed ? VOICE_FAILED : '', voiceCharacters ? characters(voiceCharacters) : ''].filter(Boolean).join(', ');
  return voice ? [voiceName(voice), more ? element('span.soft.line', more) : ''] : [];
}

// What it cost, and what of that was what.
function cost({model, speech, telephone, total, rateOf}) {
  const parts = [['modèle', model], ['voix', speech], ['téléphone', telephone]].filter(([, amount]) => amount > 0);
  return total > 0
    ? [euros(total), element('span.soft.line', parts.map(([what, amount]) => what + ' ' + euros(amount)).join(', ')
      + ' · prix publics, au taux du ' + dateOf(rateOf))]
    : [];
}
