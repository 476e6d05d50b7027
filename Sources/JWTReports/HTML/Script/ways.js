let place = 0;
let wasOverview = true;
const show = () => {
  let fragment = location.hash.slice(1);
  try { fragment = decodeURIComponent(fragment); } catch { /* as it is */ }
  const kind = fragment.slice(0, 2);
  const rest = fragment.slice(2);
  const views = { 'v/': vectorPage, 'i/': implementationPage, 'a/': attackPage, 's/': sequencePage, 'q/': () => listPage(location.hash.slice(3)) };
  const view = views[kind];
  const query = new URLSearchParams(kind === 'q/' ? location.hash.slice(3) : '');
  if (document.activeElement !== find) find.value = query.get('text') || '';
  byImplementation.value = query.get('impl') || '';
  byVerdict.value = query.get('verdict') || '';
  if (view) {
    if (wasOverview) place = window.scrollY;
    page.replaceChildren(...view(rest).flat(3).filter(Boolean));
    page.hidden = false;
    overview.hidden = true;
    if (wasOverview || kind !== 'q/') window.scrollTo(0, 0);
    document.title = (page.querySelector('h1') || {}).textContent + ' · ' + title;
  } else {
    page.hidden = true;
    overview.hidden = false;
    document.title = title;
    const target = fragment && document.getElementById(fragment);
    if (target && target.tagName === 'DETAILS') target.open = true;
    if (target) target.scrollIntoView(); else if (!wasOverview) window.scrollTo(0, place);
  }
  wasOverview = !view;
};
const filter = (event) => {
  event.preventDefault();
  const old = new URLSearchParams(location.hash.startsWith('#q/') ? location.hash.slice(3) : '');
  const query = {};
  for (const name of ['topic', 'rule', 'level', 'attack', 'sequence']) if (old.get(name)) query[name] = old.get(name);
  if (find.value) query.text = find.value;
  if (byImplementation.value) query.impl = byImplementation.value;
  if (byVerdict.value) query.verdict = byVerdict.value;
  const isEmpty = !Object.keys(query).length;
  const fragment = isEmpty ? '#' : '#' + toQuery(query);
  // One step back leaves the filter, however much was typed.
  if (location.hash.startsWith('#q/')) { history.replaceState(null, '', fragment); show(); } else if (!isEmpty) location.hash = fragment;
};
const keyPressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = ['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement.tagName);
  if (event.key === '/' && !isTyping) { event.preventDefault(); find.focus(); find.select(); }
  if (event.key === 'Escape') {
    if (isTyping) document.activeElement.blur();
    if (!page.hidden) location.hash = '';
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (page.querySelector('.results') && document.activeElement.tagName !== 'SELECT') { event.preventDefault(); choose(event.key === 'ArrowDown' ? 1 : -1); }
  }
  if (event.key === 'Enter' && (document.activeElement === find || !isTyping)) {
    const row = page.querySelectorAll('.results li')[Math.max(0, selected)];
    if (row && (document.activeElement === find || selected >= 0)) { event.preventDefault(); find.blur(); location.hash = row.querySelector('a').hash; }
  }
  if (!isTyping && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && location.hash.startsWith('#v/')) {
    const position = byID.get(decodeURIComponent(location.hash.slice(3)));
    const next = vectors[position + (event.key === 'ArrowRight' ? 1 : -1)];
    if (next) location.hash = toVector(next.i);
  }
};

document.documentElement.classList.add('js');
document.getElementById('filter').hidden = false;
implementations.forEach((implementation, n) => byImplementation.append(h('option', { value: n }, implementation.n)));
for (const [name, [words]] of Object.entries(kinds)) byVerdict.append(h('option', { value: name }, words));
for (const verdict of Object.values(verdicts)) byVerdict.append(h('option', { value: verdict.name }, verdict.sign + ' ' + verdict.label));
for (const row of document.querySelectorAll('.matrix tr[data-query]')) {
  // The cells stand in the file without their addresses: there are thousands.
  [...row.cells].slice(2).forEach((cell, n) => {
    if (!/\d/.test(cell.textContent)) return;
    cell.replaceChildren(h('a', { href: '#q/impl=' + n + '&' + row.dataset.query + '&verdict=wrong', title: implementations[n].n + ': ' + row.cells[0].textContent.trim() }, cell.textContent));
  });
}
for (const table of document.querySelectorAll('.matrix')) {
  if (!table.querySelector('tr.topic')) continue;
  for (const body of table.tBodies) {
    if (body.rows.length < 2) { body.rows[0].cells[0].prepend(h('span', { class: 'fold' })); continue; }
    const button = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'false', 'aria-label': 'Rows of ' + body.rows[0].cells[0].textContent }, '▸');
    button.addEventListener('click', () => {
      const isOpen = body.classList.toggle('open');
      button.textContent = isOpen ? '▾' : '▸';
      button.setAttribute('aria-expanded', String(isOpen));
    });
    body.rows[0].cells[0].prepend(button);
  }
  const expand = h('button', { type: 'button' }, 'Show every row');
  expand.addEventListener('click', () => { expand.textContent = table.classList.toggle('open') ? 'Show the groups alone' : 'Show every row'; });
  table.closest('.scroll').before(h('p', { class: 'tools' }, expand));
}
for (const field of [find, byImplementation, byVerdict]) field.addEventListener('input', filter);
document.getElementById('filter').addEventListener('submit', filter);
document.addEventListener('keydown', keyPressed);
window.addEventListener('hashchange', show);
show();
