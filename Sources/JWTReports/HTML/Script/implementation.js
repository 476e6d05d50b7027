const tile = (count, words, query, state) =>
  h('div', { class: 'tile ' + (count && state ? state : '') }, h('b', {}, count && query ? link(toQuery(query), String(count)) : String(count)), h('small', {}, words));
const listing = (implementation, n, wanted, heading, hint) => {
  const positions = vectors.map((_, position) => position).filter((position) => holds(wanted, implementation, position));
  if (!positions.length) return null;
  return [h('h3', {}, heading + ' ', h('small', {}, String(positions.length))), hint ? h('p', { class: 'hint' }, hint) : null,
    h('ol', { class: 'rows' }, positions.slice(0, 60).map((position) => h('li', {},
      link(toVector(vectors[position].i), h('b', {}, vectors[position].s), ' ', h('code', {}, vectors[position].i)),
      h('span', { class: 'who' }, badge(implementation.v[position]), ' ', implementation.k[position] ? h('small', {}, 'known: ' + implementation.k[position]) : h('small', {}, short(answers[implementation.a[position]])))))),
    positions.length > 60 ? h('p', {}, link(toQuery({ impl: n, verdict: wanted }), 'All ' + positions.length)) : null];
};
const short = ([outcome, text]) => { const words = (outcome + ' ' + text).trim(); return words.length > 110 ? words.slice(0, 110) + '…' : words; };
/** The classes of attacks of which a token gets through, those first of which the most do. */
const attackList = (implementation, n) => {
  const through = data.attacks.map((attack) => ({ attack, count: attack.v.filter((position) => 'BW'.includes(implementation.v[position])).length }))
    .filter(({ count }) => count).sort((one, two) => two.count - one.count);
  const tried = data.attacks.filter((attack) => attack.v.some((position) => !'sn.'.includes(implementation.v[position]))).length;
  if (!tried) return null;
  return [h('h3', {}, 'Attacks that get through ', h('small', {}, through.length + ' of the ' + plural(tried, 'class', 'classes') + ' that were tried')),
    through.length ? h('ul', { class: 'through' }, through.map(({ attack, count }) => h('li', {}, link('a/' + attack.i, attack.t), ' ',
      h('small', {}, link(toQuery({ impl: n, attack: attack.i, verdict: 'bypass' }), plural(count, 'vector')))))) : h('p', { class: 'none' }, 'None.')];
};
const implementationPage = (name) => {
  const n = Number.parseInt(name, 10);
  const implementation = implementations[n];
  if (!implementation) return missing('There is no such implementation in this run.');
  const count = (wanted) => vectors.filter((_, position) => holds(wanted, implementation, position)).length;
  const features = new Map();
  [...implementation.v].forEach((v, position) => {
    if (v !== 's') return;
    const text = answers[implementation.a[position]][1];
    features.set(text, (features.get(text) || 0) + 1);
  });
  const facts = [['Language', implementation.l], ['Runtime', implementation.r], ['Called as', implementation.c], ['Took', implementation.t]].filter(([, value]) => value);
  const known = count('known');
  const capabilities = implementation.b;
  return [crumbs(), h('h1', {}, implementation.n),
    h('dl', { class: 'facts' }, facts.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
      implementation.h ? h('div', {}, h('dt', {}, 'Homepage'), h('dd', {}, outside(implementation.h, implementation.h))) : null),
    implementation.d ? h('p', { class: 'warning' }, implementation.d) : null,
    h('div', { class: 'tiles' },
      tile(count('bypass'), 'bypasses', { impl: n, verdict: 'bypass' }, 'breached'),
      count('signing') ? tile(count('signing'), 'of them on signature or key', { impl: n, verdict: 'signing' }, 'breached') : null,
      count('wrong-payload') ? tile(count('wrong-payload'), 'wrong payloads', { impl: n, verdict: 'wrong-payload' }, 'breached') : null,
      tile(count('broken'), 'crashes, hangs', { impl: n, verdict: 'broken' }, 'broken'),
      tile(count('strict'), 'valid tokens refused', { impl: n, verdict: 'strict' }, 'deviant'),
      tile(count('other'), 'otherwise wrong', { impl: n, verdict: 'other' }, 'deviant'),
      tile(count('unasked'), 'not asked', { impl: n, verdict: 'unasked' }),
      known ? tile(known, 'as the baseline has it', { impl: n, verdict: 'known' }) : null),
    h('h3', {}, 'Score by level'),
    h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Level'), h('th', { scope: 'col', class: 'n' }, 'Passed, of those asked'), h('th', { scope: 'col', class: 'n' }, 'Share'), h('th', { scope: 'col', class: 'n' }, 'In neither number'))),
      h('tbody', {}, implementation.s.map(([level, passed, of, apart, share]) => h('tr', {}, h('th', { scope: 'row' }, h('span', { class: 'level' }, level), ' ', h('small', {}, levels[level])),
        h('td', { class: 'n' }, link(toQuery({ impl: n, level, verdict: 'graded' }), passed + '/' + of)), h('td', { class: 'n' }, share), h('td', { class: 'n' }, apart ? link(toQuery({ impl: n, level, verdict: 'apart' }), String(apart)) : '0')))))),
    implementation.q ? h('p', { class: 'hint' }, link(toQuery({ impl: n, verdict: 'vacuous' }), plural(implementation.q.length, 'refusal')),
      ' of the passed show nothing: the harmless twin was refused as well.') : null,
    attackList(implementation, n),
    listing(implementation, n, 'bypass', 'Bypasses', 'Tokens that must be refused, and were accepted.'),
    listing(implementation, n, 'wrong-payload', 'Wrong payloads', 'Accepted, but what was handed back is another payload.'),
    listing(implementation, n, 'broken', 'Crashes, hangs, no answer', ''),
    listing(implementation, n, 'strict', 'Over-strict', 'Valid tokens that were refused, or met an exception.'),
    listing(implementation, n, 'other', 'Otherwise wrong', 'Exceptions instead of refusals, accepted against a SHOULD, broken claims, different answers to the same question.'),
    features.size ? [h('h3', {}, 'Not supported'), h('ul', {}, [...features].sort((one, two) => two[1] - one[1]).map(([text, number]) => h('li', {}, text + ' ', h('small', {}, plural(number, 'vector')))))] : null,
    capabilities ? [h('h3', {}, 'What it declares'), policyList(capabilities)] : null,
    h('h3', {}, 'Run it'), command('jwt-assay run ' + quoted(implementation.c) + data.options)];
};
