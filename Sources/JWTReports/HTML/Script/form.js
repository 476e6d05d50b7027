// The form in the bar, which narrows the vectors down as its user types.

const form = {
  root: document.getElementById('filter'),
  text: document.getElementById('find'),
  implementation: document.getElementById('by-implementation'),
  verdict: document.getElementById('by-verdict'),
};

function prepareForm() {
  implementations.forEach(({ index, name }) => form.implementation.append(element('option', { value: index }, name)));
  for (const { name, sign, label } of filters) {
    form.verdict.append(element('option', { value: name }, sign ? `${sign} ${label}` : label));
  }
  for (const field of [form.text, form.implementation, form.verdict]) field.addEventListener('input', followForm);
  form.root.addEventListener('submit', followForm);
  form.root.hidden = false;
}

/** Shows in the form what a query asks for; what somebody is typing stays as it is. */
function fillForm(query) {
  if (document.activeElement !== form.text) form.text.value = query.get('text') ?? '';
  form.implementation.value = query.get('impl') ?? '';
  form.verdict.value = query.get('verdict') ?? '';
}

/** Goes to the list that the form asks for, within the topic or class that is being shown. */
function followForm(event) {
  event.preventDefault();
  const shown = queryOf(currentFragment());
  const kept = ['topic', 'rule', 'level', 'attack', 'sequence'].filter((name) => shown.get(name));
  const query = Object.fromEntries(kept.map((name) => [name, shown.get(name)]));
  if (form.text.value) query.text = form.text.value;
  if (form.implementation.value) query.impl = form.implementation.value;
  if (form.verdict.value) query.verdict = form.verdict.value;
  const isEmpty = !Object.keys(query).length;
  const fragment = isEmpty ? '#' : '#' + toList(query);
  if (currentFragment().startsWith('q/')) {
    // One step back leaves the list, however much was typed.
    history.replaceState(null, '', fragment);
    showCurrentPage();
  } else if (!isEmpty) {
    location.hash = fragment;
  }
}

