// The parts of the document and the server. Every text from outside reaches the page through
// textContent, never as markup.

const byId = id => document.getElementById(id);

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

function link(href, text) {
  const anchor = element('a', '', text);
  anchor.href = href;
  anchor.rel = 'noreferrer noopener';
  return anchor;
}

async function get(path) {
  const answer = await fetch(location.origin + path, {cache: 'no-store', credentials: 'same-origin'});
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.error || 'Le serveur a répondu ' + answer.status + '.');
  }
  return body;
}

function report(error) {
  const text = error instanceof TypeError ? 'Le serveur ne répond pas, nouvel essai dans un instant.' : error.message;
  byId('error').textContent = text;
  byId('error').hidden = false;
}

function allWell() {
  byId('error').hidden = true;
}
