// What is asked of the server, and what it answers when it will not.

import {bearer, signIn, spurned} from './session.js';

// what API Gateway says by itself, in English
const GATEWAY = {
  401: 'Votre session est terminée. Identifiez-vous de nouveau.',
  403: 'Cette action n’est pas permise.',
  404: 'Cette page n’existe pas.',
  413: 'C’est trop long pour être envoyé.',
  429: 'Trop de demandes à la fois, nouvel essai dans un instant.',
  500: 'Le serveur a rencontré une erreur, nouvel essai dans un instant.',
  503: 'Le serveur est indisponible, nouvel essai dans un instant.',
  504: 'Le serveur a mis trop de temps, nouvel essai dans un instant.',
};

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || GATEWAY[status] || 'Le serveur a répondu ' + status + '.');
    this.status = status;
    this.problem = problem;
  }
}

async function once(path, options) {
  const token = await bearer();
  const headers = {...options.headers, authorization: 'Bearer ' + token};
  const answer = await fetch(location.origin + path, {cache: 'no-store', credentials: 'omit', ...options, headers});
  if (answer.status === 401) {
    spurned(token);
  }
  return answer;
}

// A token that is refused is replaced once; if that does not help, one has to sign in.
async function fetched(path, options) {
  let answer = await once(path, options);
  if (answer.status === 401) {
    answer = await once(path, options);
  }
  if (answer.status === 401) {
    return signIn();
  }
  if (!answer.ok) {
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

const ask = async (path, options) => (await fetched(path, options)).json().catch(() => ({}));

export const get = path => ask(path, {});

export const send = (method, path, body, headers = {}) => ask(path, {
  method,
  headers: {'x-ava': '1', 'content-type': 'application/json', ...headers},
  body: body === undefined ? undefined : JSON.stringify(body),
});

// A file as an address of this page, which a link or a player can have: neither sends a token.
export const file = async path => URL.createObjectURL(await (await fetched(path, {})).blob());

// Saves a file under a name.
export async function save(path, name) {
  const anchor = document.createElement('a');
  anchor.href = await file(path);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
