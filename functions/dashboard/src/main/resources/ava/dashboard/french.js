// What the page says, in French, and how it writes days, times and numbers.

export const ENDED = {
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
export const STATE = {
  NOTHING: 'rien à faire',
  TO_CALL_BACK: 'à rappeler',
  CALLED_BACK: 'rappelé',
  CLOSED: 'sans suite',
  UNWANTED: 'indésirable',
};
export const DONE = {
  NOTHING: 'Retiré des appels à traiter',
  TO_CALL_BACK: 'À rappeler',
  CALLED_BACK: 'Marqué rappelé',
  CLOSED: 'Classé sans suite',
  UNWANTED: 'Signalé indésirable',
};
export const FIELDS = {
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
export const CERTAINTY = {
  confirme: 'confirmé',
  dicte: 'dicté, non confirmé',
  douteux: 'dicté, à vérifier',
  affiche: 'numéro affiché',
};
export const MAIL = {
  CLAIMED: 'résumé en préparation',
  WRITTEN: 'résumé écrit',
  SENDING: 'courriel en cours d’envoi',
  SENT: 'résumé envoyé par courriel',
  LOGGED: 'courriel non envoyé',
  SKIPPED: 'sans résumé',
};
export const WEBHOOK = {
  PENDING: 'pas encore transmis à votre logiciel',
  DELIVERED: 'transmis à votre logiciel',
  REFUSED: 'refusé par votre logiciel',
};
// Whose voice Ava had; when another than the model’s failed, the model spoke.
const SPEAKERS = {openai: 'OpenAI', polly: 'Amazon Polly', elevenlabs: 'ElevenLabs'};
export const VOICE_FAILED = 'a manqué, et le modèle a parlé à sa place';
export function voiceName(voice) {
  const [speaker, name, ...engine] = voice.split(':');
  return name + ' (' + [SPEAKERS[speaker] || speaker, ...engine].join(', ') + ')';
}

const paris = options => new Intl.DateTimeFormat('fr-FR', {timeZone: 'Europe/Paris', ...options});
const hours = paris({hour: 'numeric', minute: '2-digit'});
const seconds = paris({hour: '2-digit', minute: '2-digit', second: '2-digit'});
const longDay = paris({weekday: 'long', day: 'numeric', month: 'long'});
const shortDay = paris({weekday: 'short', day: 'numeric', month: 'short'});
const dayMonth = new Intl.DateTimeFormat('fr-FR', {timeZone: 'UTC', day: 'numeric', month: 'short'});
const date = new Intl.DateTimeFormat('fr-FR', {timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric'});
const isoDay = new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Paris'});

// 9 h 41
export const clock = instant => {
  const parts = Object.fromEntries(hours.formatToParts(new Date(instant)).map(part => [part.type, part.value]));
  const hour = Number(parts.hour);
  return parts.minute === '00' ? hour + '\u00a0h' : hour + '\u00a0h\u00a0' + parts.minute;
};
export const second = instant => seconds.format(new Date(instant));
export const day = instant => isoDay.format(new Date(instant));
export const today = () => day(Date.now());

export const dateOf = iso => date.format(new Date(iso));
export const shortDate = iso => dayMonth.format(new Date(iso));

export function dayBefore(iso, days) {
  const date = new Date(iso + 'T12:00:00Z');
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

export function dayName(iso) {
  if (iso === today()) {
    return 'Aujourd’hui';
  }
  if (iso === dayBefore(today(), 1)) {
    return 'Hier';
  }
  const name = longDay.format(new Date(iso + 'T12:00:00Z'));
  return name[0].toUpperCase() + name.slice(1);
}

// Days by their names while these are clear.
function onDay(instant) {
  const that = day(instant);
  if (that === today()) {
    return '';
  }
  if (that === dayBefore(today(), -1)) {
    return 'demain ';
  }
  return that === dayBefore(today(), 1) ? 'hier ' : shortDay.format(new Date(instant)) + ' ';
}

// à 9 h 41, demain à 8 h
export const moment = instant => onDay(instant) + 'à\u00a0' + clock(instant);

export function span(ms) {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) {
    return minutes + '\u00a0min';
  }
  const whole = Math.floor(minutes / 60);
  if (whole < 24) {
    return whole + '\u00a0h' + (minutes % 60 && whole < 6 ? '\u00a0' + String(minutes % 60).padStart(2, '0') : '');
  }
  const days = Math.round(whole / 24);
  return days + (days > 1 ? '\u00a0jours' : '\u00a0jour');
}

export function ago(instant) {
  const ms = Date.now() - new Date(instant);
  return ms < 60_000 ? 'à l’instant' : 'il y a ' + span(ms);
}

export function duration(call) {
  const end = call.endedAt ? new Date(call.endedAt) : new Date();
  const length = Math.max(0, Math.round((end - new Date(call.answeredAt || call.startedAt)) / 1000));
  return !call.endedAt && length > 6 * 3600 ? '' : lasting(length);
}

// What a model wrote, as a printer sets it.
export const typeset = text => text.replace(/(?<=\p{L})'(?=\p{L})/gu, '’').replace(/ (?=[:;?!»](?:\s|$))/g, '\u00a0').replaceAll('« ', '«\u00a0');

// 0 appel, 1 appel, 2 appels
export const counted = (count, one, more = one + 's') => count + '\u00a0' + (count < 2 ? one : more);

// Aujourd’hui à 9 h 41
export const began = call => dayName(call.day) + ' à\u00a0' + clock(call.startedAt);

// 2 min 10 s
export function lasting(seconds) {
  const [hour, minute, second] = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(Math.floor);
  return [hour && hour + '\u00a0h', (hour || minute) && minute + '\u00a0min', !hour && second + '\u00a0s'].filter(Boolean).join('\u00a0');
}

export const minutes = length => Math.floor(length / 60) + ':' + String(Math.floor(length % 60)).padStart(2, '0');

export const isNumber = value => /^\+\d{6,15}$/.test(value || '');

export function number(value) {
  return /^\+33[1-9]\d{8}$/.test(value)
    ? ('0' + value.slice(3)).replace(/(..)(?!$)/g, '$1\u00a0')
    : value;
}

export const name = call => call.brief.name || call.brief.company || call.fromDisplayed;

const money = new Intl.NumberFormat('fr-FR', {style: 'currency', currency: 'EUR'});
const CENT = 0.01;
export const characters = count => new Intl.NumberFormat('fr-FR').format(count) + '\u00a0caractères lus';
export const euros = amount => amount > 0 && amount < CENT / 2 ? 'moins de ' + money.format(CENT) : money.format(amount);
