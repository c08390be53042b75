'use strict';
// What the page says, in French, and how it writes days, times and numbers.

const ENDED = {
  GOODBYE: 'Terminé',
  CALLER_HUNG_UP: 'L’appelant a raccroché',
  SILENCE: 'Appelant resté silencieux',
  TIME_LIMIT: 'Durée maximale atteinte',
  TRANSFER: 'Transféré',
  VOICEMAIL: 'Message vocal',
  CALLER_LOST: 'Communication perdue',
  PEER_STALLED: 'Communication interrompue',
  NO_ANSWER: 'Appel non abouti',
  FAILED: 'Incident technique',
};
const FIELDS = {
  name: 'Nom',
  company: 'Société',
  phone: 'Téléphone',
  reason: 'Motif',
  urgency: 'Urgence',
  callback: 'Rappel souhaité',
  address: 'Adresse',
  email: 'Courriel',
};
// How sure a number is, in the words of the mail.
const CERTAINTY = {
  confirme: 'confirmé',
  dicte: 'dicté, non confirmé',
  douteux: 'dicté, à vérifier',
  affiche: 'numéro affiché',
};
const MAIL = {
  CLAIMED: 'résumé en préparation',
  WRITTEN: 'résumé écrit',
  SENDING: 'courriel en cours d’envoi',
  SENT: 'résumé envoyé par courriel',
  LOGGED: 'courriel non envoyé',
  SKIPPED: 'sans résumé',
};

const paris = options => new Intl.DateTimeFormat('fr-FR', {timeZone: 'Europe/Paris', ...options});
const clockTime = paris({hour: '2-digit', minute: '2-digit'});
const turnTime = paris({hour: '2-digit', minute: '2-digit', second: '2-digit'});
const longDay = new Intl.DateTimeFormat('fr-FR', {timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long'});

function today() {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Paris'}).format(new Date());
}

function duration(call) {
  const end = call.endedAt ? new Date(call.endedAt) : new Date();
  const seconds = Math.max(0, Math.round((end - new Date(call.answeredAt || call.startedAt)) / 1000));
  if (!call.endedAt && seconds > 6 * 3600) {
    return '';
  }
  return Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
}

function french(number) {
  return /^\+33[1-9]\d{8}$/.test(number)
    ? ('0' + number.slice(3)).replace(/(..)(?!$)/g, '$1\u00a0')
    : number;
}
