// What the page says, in French.

export {FIELDS, number} from './desk.js';

export const SUMMARY = {
  SENT: 'Le résumé est arrivé dans les courriels.',
  LOGGED: 'Le résumé n’a pas pu partir par courriel : il est dans le journal.',
  SKIPPED: 'Personne n’a parlé : pas de résumé.',
};

const NO_MICROPHONE = {
  NotAllowedError:
    'Le micro est refusé à cette page. Autorisez-le : icône à gauche de l’adresse, « Micro », puis rappelez.',
  NotFoundError: 'Aucun micro n’est branché à cet ordinateur.',
  NotReadableError: 'Le micro est occupé par un autre programme.',
};

export function problem(error) {
  return NO_MICROPHONE[error.name]
    ?? (error.status === undefined && error instanceof TypeError
      ? 'Ava ne répond pas : ./ava serve tourne-t-il encore\u00a0?'
      : 'L’appel n’a pas pu commencer.');
}

export const seconds = value => value.toLocaleString('fr-FR', {minimumFractionDigits: 1, maximumFractionDigits: 1}) + '\u00a0s';

export function clock(value) {
  const whole = Math.floor(value);
  return `${Math.floor(whole / 60)}\u00a0min ${String(whole % 60).padStart(2, '0')}`;
}

export const time = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', second: '2-digit',
});
