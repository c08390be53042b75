// What is asked of the server, and what it answers when it will not.

const GATEWAY = {
  401: 'Votre session est terminée. Rechargez la page pour vous identifier.',
  403: 'Cette action n’est pas permise.',
  404: 'Cette page n’existe pas.',
  429: 'Trop de demandes à la fois, nouvel essai dans un instant.',
};

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || GATEWAY[status] || 'Le serveur a répondu ' + status + '.');
    this.status = status;
    this.problem = problem;
  }
}

async function ask(path, options) {
  const answer = await fetch(location.origin + path, {cache: 'no-store', credentials: 'same-origin', ...options});
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refused(answer.status, body);
  }
  return body;
}

export const get = path => ask(path, {});

export const send = (method, path, body, headers = {}) => ask(path, {
  method,
  headers: {'x-ava': '1', 'content-type': 'application/json', ...headers},
  body: body === undefined ? undefined : JSON.stringify(body),
});
