// Who is signed in. The access token is in this module and nowhere else, and good for minutes; what
// renews it is a cookie that no script can read.

const RENEWED_AT = 0.8;

export const me = {name: '', role: ''};
let token = '';
let renewAt = 0;
let renewing = null;
let told = () => {};

// told: called when it is known who is here
export function onSignIn(watcher) {
  told = watcher;
}

const post = what => fetch(location.origin + '/auth/' + what, {
  method: 'POST', cache: 'no-store', credentials: 'same-origin', headers: {'x-ava': '1'},
});

// Leaves the page, which comes back as it is asked for now. What waits for it waits for ever.
export function signIn() {
  const wish = location.pathname + location.search + location.hash;
  location.assign('/auth/login?vers=' + encodeURIComponent(wish));
  return new Promise(() => {});
}

// Set beside the cookie that no script can read: without it, there is nothing to ask for.
const here = () => /(?:^|; )ava-here=1(?:;|$)/.test(document.cookie);

async function renew() {
  if (!here()) {
    return signIn();
  }
  const answer = await post('token');
  if (answer.status === 401) {
    return signIn();
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail || 'L’identification ne répond pas (' + answer.status + '), nouvel essai dans un instant.');
  }
  token = body.token;
  renewAt = Date.now() + body.seconds * 1000 * RENEWED_AT;
  Object.assign(me, {name: body.name, role: body.role});
  told(me);
  return token;
}

// A token that is good for a while yet. By the clock and not by a timer: a machine that slept needs a new
// one at once.
export async function bearer() {
  if (token && Date.now() < renewAt) {
    return token;
  }
  renewing ||= renew().finally(() => { renewing = null; });
  return renewing;
}

// The server does not take it: the next one who asks gets another.
export function spurned(which) {
  if (which === token) {
    token = '';
  }
}

// everywhere: on every machine, at once
export async function signOut(everywhere) {
  const answer = await post(everywhere ? 'logout-everywhere' : 'logout');
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok && answer.status !== 401) {
    throw new Error(body.detail || 'La déconnexion n’a pas abouti (' + answer.status + ').');
  }
  token = '';
  location.assign(body.next || '/auth/login');
}
