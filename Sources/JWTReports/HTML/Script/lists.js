const topicOf = (id) => id.split('/').slice(0, -1).slice(0, 2).join('/');
const haystack = vectors.map((vector) => [vector.i, vector.s, vector.r, ...(vector.f || []), ...(vector.g || []), ...(vector.v || [])].join(' ').toLowerCase());
const matching = (query) => {
  const words = (query.get('text') || '').toLowerCase().split(/\s+/).filter(Boolean);
  const [topic, rule, level, verdict, attack, sequence] = ['topic', 'rule', 'level', 'verdict', 'attack', 'sequence'].map((name) => query.get(name));
  const tried = attack === null ? null : new Set(data.attacks.filter(({ i }) => i === attack || i.startsWith(attack + '/')).flatMap(({ v }) => v));
  const n = query.get('impl');
  const asked = n === null ? implementations : [implementations[Number(n)]].filter(Boolean);
  return vectors.map((_, position) => position).filter((position) => {
    const vector = vectors[position];
    return words.every((word) => haystack[position].includes(word))
      && (!topic || vector.i.startsWith(topic + '/'))
      && (!rule || (vector.f || []).includes(rule))
      && (!level || vector.l === level)
      && (!tried || tried.has(position))
      && (!sequence || vector.q === sequence)
      && (!verdict || asked.some((implementation) => holds(verdict, implementation, position)));
  });
};
const strip = (position) => h('span', { class: 'strip' }, implementations.map((implementation) => {
  const verdict = verdicts[implementation.v[position]];
  return verdict ? h('span', { class: verdict.state, title: implementation.n + ': ' + verdict.label }, verdict.sign) : null;
}));
/** Vectors with what everybody says of them, or with what one implementation answers. */
const rowsOf = (positions, one) => {
  const rows = h('ol', { class: 'rows results', role: 'listbox', 'aria-label': 'Vectors' });
  const add = (some) => rows.append(...some.map((position) => {
    const vector = vectors[position];
    return h('li', { role: 'option' }, link(toVector(vector.i), h('b', {}, vector.s), ' ', h('code', {}, vector.i)),
      one ? h('span', { class: 'who' }, badge(one.v[position]), ' ', h('small', {}, short(answers[one.a[position]]))) : strip(position));
  }));
  add(positions.slice(0, most));
  const more = positions.length > most && h('button', { type: 'button' }, 'Show the other ' + (positions.length - most));
  if (more) more.addEventListener('click', () => { add(positions.slice(most)); more.remove(); });
  return [rows, more];
};
let selected = -1;
const listPage = (text) => {
  const query = new URLSearchParams(text);
  const found = matching(query);
  const n = query.get('impl');
  const parts = [query.get('text') && '“' + query.get('text') + '”', query.get('topic'), query.get('rule'), query.get('sequence'),
    query.get('attack') && (attacks.get(query.get('attack')) || { t: 'attacks ' + query.get('attack') }).t, query.get('level') && 'level ' + query.get('level'),
    query.get('verdict') && (kinds[query.get('verdict')] || [query.get('verdict')])[0], n !== null && implementations[Number(n)] && implementations[Number(n)].n].filter(Boolean);
  selected = -1;
  return [crumbs(), h('h1', {}, plural(found.length, 'vector')), h('p', { class: 'hint', 'aria-live': 'polite' }, parts.join(' · ')),
    query.get('rule') ? ruleOf(query.get('rule')) : null, rowsOf(found, n !== null && implementations[Number(n)]),
    found.length ? null : h('p', { class: 'none' }, 'Nothing fits.')];
};
const missing = (text) => [crumbs(), h('h1', {}, 'Not here'), h('p', {}, text)];
const choose = (step) => {
  const rows = [...page.querySelectorAll('.results li')];
  if (!rows.length) return;
  if (rows[selected]) rows[selected].removeAttribute('aria-selected');
  selected = Math.max(0, Math.min(rows.length - 1, selected + step));
  rows[selected].setAttribute('aria-selected', 'true');
  rows[selected].scrollIntoView({ block: 'nearest' });
};
