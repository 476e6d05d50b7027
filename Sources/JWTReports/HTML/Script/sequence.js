
/** A sequence: its steps in their order, and what each implementation said of each. */
const sequencePage = (name) => {
  const steps = vectors.map((_, position) => position).filter((position) => vectors[position].q === name)
    .sort((one, two) => vectors[one].n - vectors[two].n);
  if (!steps.length) return missing('No sequence of this run is called ' + name + '.');
  const asked = implementations.map((implementation, n) => ({ implementation, n }))
    .filter(({ implementation }) => steps.some((position) => !'sn.'.includes(implementation.v[position])));
  return [crumbs(link('sequences', 'sequences')), h('h1', {}, 'The sequence ' + name.replace(/^sequences\//, '')),
    h('p', { class: 'hint' }, plural(steps.length, 'step') + ', one after the other to the same verifier, which may remember what it saw. ' + (asked.length
      ? plural(asked.length, 'implementation') + ' of ' + implementations.length + ' could be asked.' : 'No implementation of this run could be asked.')),
    h('div', { class: 'scroll' }, h('table', { class: 'steps' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'n' }, 'Step'), h('th', { scope: 'col' }, 'Token'), h('th', { scope: 'col' }, 'Expected'), h('th', { scope: 'col' }, 'Key'),
        asked.map(({ implementation, n }) => h('th', { scope: 'col' }, link('i/' + n, implementation.n))))),
      h('tbody', {}, steps.map((position) => {
        const vector = vectors[position];
        return h('tr', {}, h('td', { class: 'n' }, String(vector.n)), h('th', { scope: 'row' }, link(toVector(vector.i), vector.s)),
          h('td', {}, (vector.l === 'must' ? expects : shoulds)[vector.e]), h('td', {}, h('code', {}, vector.k)), asked.map(({ implementation }) => h('td', {}, badge(implementation.v[position]))));
      })))),
    h('h3', {}, 'Show it again'), command('jwt-assay run ' + quoted((asked[0] || { implementation: { c: 'reference' } }).implementation.c) + ' --select ' + quoted(name) + data.options)];
};
