// The keys that a reader finds in the page's footer.

function handleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.activeElement;
  const isTyping = ['INPUT', 'SELECT', 'TEXTAREA'].includes(field.tagName);
  const { key } = event;
  if (key === 'Escape') leave(isTyping ? field : undefined);
  else if (key === '/' && !isTyping) goToSearch(event);
  else if ((key === 'ArrowDown' || key === 'ArrowUp') && field.tagName !== 'SELECT') moveInList(event);
  else if (key === 'Enter' && (!isTyping || field === form.text)) openChosenRow(event);
  else if ((key === 'ArrowLeft' || key === 'ArrowRight') && !isTyping) goToNeighbour(key === 'ArrowRight' ? 1 : -1);
}

function leave(field) {
  field?.blur();
  if (!page.hidden) location.hash = '';
}

function goToSearch(event) {
  event.preventDefault();
  form.text.focus();
  form.text.select();
}

function moveInList(event) {
  if (!page.querySelector('.results')) return;
  event.preventDefault();
  chosenRow.move(event.key === 'ArrowDown' ? 1 : -1);
}

/** From the search the first row opens, though none was chosen. */
function openChosenRow(event) {
  const fragment = chosenRow.fragment();
  const isSearching = document.activeElement === form.text;
  if (!fragment || !(isSearching || chosenRow.place >= 0)) return;
  event.preventDefault();
  form.text.blur();
  location.hash = fragment;
}

/** From a vector's page to the one before it or after it. */
function goToNeighbour(step) {
  const fragment = decodedFragment();
  const vector = fragment.startsWith('v/') ? vectorsByID.get(fragment.slice(2)) : undefined;
  const neighbour = vector && vectors[vector.position + step];
  if (neighbour) location.hash = toVector(neighbour);
}

