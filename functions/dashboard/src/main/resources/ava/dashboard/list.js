// The calls of a day.

const calls = new Map();
let day = '';
let loadedDay = '';
let listContent = '';
let following = true;

function stateOf(call) {
  return call.endedAt
    ? element('span', 'state', ENDED[call.endReason] || 'Terminé')
    : element('span', 'state now', 'En cours');
}

function showList() {
  // An item that is replaced between press and release of the mouse loses its click.
  const content = JSON.stringify([day, loadedDay, selected, [...calls.values()]]);
  if (content === listContent) {
    return;
  }
  listContent = content;
  const focused = document.activeElement && document.activeElement.dataset.sid;
  const sorted = [...calls.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  const items = sorted.map(call => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.sid = call.callSid;
    if (call.callSid === selected) {
      button.setAttribute('aria-current', 'true');
    }
    const name = call.message && call.message.name;
    button.append(
      element('span', 'time', clockTime.format(new Date(call.startedAt))),
      element('span', 'who', name || call.fromDisplayed),
      element('span', 'length', duration(call)),
      stateOf(call));
    button.addEventListener('click', () => { location.hash = call.callSid; });
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  byId('calls').replaceChildren(...items);
  byId('no-calls').hidden = items.length > 0 || loadedDay !== day;
  byId('list-title').textContent = day === today()
    ? 'Appels d’aujourd’hui'
    : 'Appels du ' + longDay.format(new Date(day + 'T12:00:00Z'));
  if (focused) {
    const again = byId('calls').querySelector('[data-sid="' + focused + '"]');
    if (again) {
      again.focus({preventScroll: true});
    }
  }
}

async function loadDay() {
  const wanted = day;
  const answer = await get('/api/calls?day=' + encodeURIComponent(wanted));
  if (wanted !== day) {
    return;
  }
  loadedDay = wanted;
  calls.clear();
  answer.calls.forEach(call => calls.set(call.callSid, call));
  showList();
}

function chooseDay(value) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return;
  }
  day = value;
  following = value === today();
  byId('day').value = value;
  calls.clear();
  loadDay().then(allWell, report);
}

function moveDay(days) {
  const date = new Date(day + 'T12:00:00Z');
  date.setUTCDate(date.getUTCDate() + days);
  chooseDay(date.toISOString().slice(0, 10));
}
