const expects = { a: 'must be accepted', r: 'must be refused', e: 'may be accepted or refused' };
const shoulds = { a: 'should be accepted', r: 'should be refused', e: expects.e };
const crumbs = (...steps) => h('p', { class: 'crumbs' }, link('', '← All results'), ...steps);
const policyList = (policy) =>
  h('dl', { class: 'policy' }, Object.entries(policy).map(([name, value]) => [
    h('dt', {}, name),
    h('dd', {}, name === 'algorithms' && value === 'default' ? "what the implementation does when its user doesn't pin"
      : name === 'now' ? value + ' (' + new Date(value * 1000).toISOString().replace('.000', '') + ')'
      : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)),
  ]));
const ruleOf = (id) => {
  const [words, address, level, text, name] = rules[id] || [id, '', '', '', ''];
  return h('div', { class: 'rule' },
    h('p', {}, outside(address, words), name ? ' · ' + name : '', level ? h('small', { class: 'level' }, ' ' + level) : '', ' ',
      h('small', {}, link(toQuery({ rule: id }), id))),
    text ? h('p', {}, text) : null);
};
/** Who answered how, in a line for each verdict. */
const sides = (position) => {
  const who = new Map();
  implementations.forEach((implementation, n) => {
    const v = implementation.v[position];
    if (v === '.') return;
    const outcome = answers[implementation.a[position]][0];
    const key = v === 'r' ? v + outcome : v;
    if (!who.has(key)) who.set(key, { v, outcome, names: [] });
    who.get(key).names.push(n);
  });
  return h('div', { class: 'sides' }, [...who.values()].sort((one, two) => verdicts[one.v].rank - verdicts[two.v].rank).map(({ v, outcome, names }) =>
    h('div', {}, badge(v), ' ', v === 'r' ? h('b', {}, outcome + ' ') : '', verdicts[v].wrong || names.length < 4
      ? names.map((n, place) => [place ? ', ' : '', link('i/' + n, implementations[n].n)]) : plural(names.length, 'implementation'))));
};
const answersTable = (position) => {
  const vector = vectors[position];
  const rows = implementations.map((implementation, n) => {
    const v = implementation.v[position];
    if (v === '.') return null;
    const [outcome, text] = answers[implementation.a[position]];
    const known = implementation.k[position];
    return { rank: verdicts[v].rank, row: h('tr', {},
      h('th', { scope: 'row' }, link('i/' + n, implementation.n)), h('td', {}, badge(v)),
      h('td', {}, outcome ? h('b', {}, outcome) : '', outcome && text ? ' ' : '', text,
        known ? h('small', {}, ' · known: ' + known) : '')) };
  }).filter(Boolean).sort((one, two) => one.rank - two.rank);
  const worst = implementations.findIndex((implementation) => (verdicts[implementation.v[position]] || {}).wrong);
  const label = (implementations[worst < 0 ? 0 : worst] || { c: 'reference' }).c;
  return [h('h3', {}, 'Answers'),
    h('div', { class: 'scroll' }, h('table', { class: 'answers' },
      h('thead', {}, h('tr', {}, ['Implementation', 'Verdict', 'Answer'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map(({ row }) => row)))),
    h('h3', {}, 'Show it again'), command('jwt-assay explain ' + quoted(vector.i) + ' ' + quoted(label) + data.options)];
};
const attacksOf = (position) => {
  const classes = data.attacks.filter((attack) => attack.v.includes(position));
  return classes.length ? h('p', { class: 'hint' }, 'One of the vectors of: ',
    classes.map((attack, place) => [place ? '; ' : '', link('a/' + attack.i, attack.t)])) : null;
};
const vectorPage = (id) => {
  const position = byID.get(id);
  if (position === undefined) return missing('No vector of this run is called ' + id + '.');
  const vector = vectors[position];
  const [kind, text] = keys[vector.k] || ['', ''];
  const due = (vector.l === 'must' ? expects : shoulds)[vector.e];
  const neighbour = (step, sign) => vectors[position + step] && link(toVector(vectors[position + step].i), sign);
  const topic = topicOf(vector.i);
  return [crumbs(link(toQuery({ topic }), topic), h('span', { class: 'step' }, neighbour(-1, '← before'), neighbour(1, 'after →'))),
    h('h1', {}, vector.s), h('p', { class: 'id' }, h('code', {}, vector.i)),
    h('p', { class: 'verdictline' }, h('span', { class: 'tag' }, h('b', {}, due), vector.r ? ', because of ' + vector.r : ''),
      h('span', { class: 'tag level' }, vector.l),
      (vector.v || []).map((id) => h('span', { class: 'tag' }, outside(advisories[id], id))),
      vector.q ? h('span', { class: 'tag' }, 'step ' + vector.n + ' of the sequence ', link('s/' + vector.q, vector.q)) : null),
    attacksOf(position),
    vector.w ? h('p', {}, 'Either is legal: ' + vector.w + (vector.z ? '. The strict profile wants it ' + (vector.z === 'reject' ? 'refused' : 'accepted') + '.' : '')) : null,
    sides(position),
    h('div', { class: 'grid' },
      h('div', {}, h('h3', {}, 'Rule'), (vector.f || []).map(ruleOf), vector.f ? null : h('p', { class: 'none' }, 'None.'),
        (vector.g || []).map((name) => h('div', { class: 'rule' }, h('p', {}, h('b', {}, name), ' · ' + flags[name][0]), h('p', {}, 'Effect: ' + flags[name][1])))),
      h('div', {}, h('h3', {}, 'How it is proved'),
        vector.c ? h('p', {}, 'The check of the reference that refuses it: ', h('code', {}, vector.c)) : null,
        vector.o ? h('p', {}, 'Its accepted twin, which differs in just that point: ', byID.has(vector.o) ? link(toVector(vector.o), vector.o) : h('code', {}, vector.o)) : null,
        vector.u ? h('p', {}, 'Not provable by a twin: ' + vector.u) : null,
        vector.c || vector.o || vector.u ? null : h('p', { class: 'none' }, 'A token to accept is held against implementations that share no code with the reference.'))),
    tokenSection(vector),
    vector.p !== undefined ? [h('h3', {}, 'Payload that is due'), h('pre', {}, readable(vector.p))] : null,
    h('div', { class: 'grid' },
      h('div', {}, h('h3', {}, 'Key ', h('small', {}, kind)), h('p', {}, h('code', {}, vector.k)), text ? h('pre', {}, plain(text)) : null),
      h('div', {}, h('h3', {}, 'Policy'), policyList(policies[vector.y]), h('p', { class: 'hint' }, vector.x ? 'The content is octets: nothing above the signature is validated.' : 'The content is a claims set.'))),
    answersTable(position)];
};
