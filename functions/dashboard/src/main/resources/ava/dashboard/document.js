// The parts of the document. Every text from outside reaches the page through textContent, never as
// markup.

export const byId = id => document.getElementById(id);

// element('p.soft', 'words', node, …); a dot begins a class
export function element(what, ...inside) {
  const [name, ...classes] = what.split('.');
  const node = document.createElement(name);
  node.className = classes.join(' ');
  node.append(...inside.filter(part => part !== '' && part !== null && part !== undefined));
  return node;
}

export function link(href, text, className = '') {
  const anchor = element('a', text);
  anchor.href = href;
  anchor.className = className;
  anchor.rel = 'noreferrer noopener';
  return anchor;
}

export function button(text, act, key = '') {
  const node = element('button', text);
  node.type = 'button';
  if (key) {
    const hint = element('kbd', key);
    hint.setAttribute('aria-hidden', 'true');
    node.append(hint);
    node.setAttribute('aria-keyshortcuts', key);
  }
  node.addEventListener('click', act);
  return node;
}

// Brings a list in line with items and keeps the nodes it has, with their focus and their clicks.
export function keyed(list, items, key, make, update) {
  const old = new Map([...list.children].map(node => [node.dataset.key, node]));
  items.forEach((item, index) => {
    const id = key(item);
    const node = old.get(id) || make(item);
    node.dataset.key = id;
    old.delete(id);
    update(node, item);
    if (list.children[index] !== node) {
      list.insertBefore(node, list.children[index] || null);
    }
  });
  old.forEach(node => node.remove());
}

// What is wider than its place scrolls, with the keyboard too.
export function scrolling(name, ...inside) {
  const region = element('div.scroll', ...inside);
  region.tabIndex = 0;
  region.setAttribute('role', 'region');
  region.setAttribute('aria-label', name);
  return region;
}

export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function report(error) {
  byId('error').textContent = error instanceof TypeError ? 'Le serveur ne répond pas, nouvel essai dans un instant.' : error.message;
  byId('error').hidden = false;
}

export function allWell() {
  byId('error').hidden = true;
}

export const typing = target => target.closest('input, textarea, select, [contenteditable]') !== null;
