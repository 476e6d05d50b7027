// The page of a class of attacks: what it is, whom it gets through to, and its vectors.

function attackPage(id) {
  const attack = attacks.find((one) => one.id === id);
  if (!attack) return missingPage(`No class of attacks of this run is called ${id}.`);
  const family = id.split('/')[0];
  const tried = implementations
    .map((implementation) => ({ implementation, ...standing(attack, implementation) }))
    .filter(({ asked }) => asked);
  const through = tried.filter((one) => one.through).sort((one, two) => two.through - one.through);
  const rows = through.map((one) => element('li', {},
    link(toImplementation(one.implementation), one.implementation.name), ' ',
    small(link(
      toList({ impl: one.implementation.index, attack: id, verdict: 'breach' }),
      `${one.through} of ${plural(one.asked, 'vector')}`))));
  return [
    crumbs(link('attacks', 'attacks'), link(toList({ attack: family }), family)),
    element('h1', {}, attack.title),
    element('p', { class: 'id' }, code(attack.id)),
    element('p', { class: 'verdictline' },
      attack.sources.map(({ words, address }) => tag(externalLink(address, words)))),
    attack.gain ? element('p', {}, element('b', {}, 'Where it works, '), attack.gain, '.') : null,
    attack.remedy ? element('p', {}, element('b', {}, 'What to do: '), attack.remedy) : null,
    attack.note ? element('p', {}, 'What the vectors don’t show: ' + attack.note) : null,
    heading('Gets through', `${through.length} of the ${plural(tried.length, 'implementation')} that could be asked`),
    rows.length ? element('ul', { class: 'through' }, rows) : nothing('None.'),
    heading('Vectors', String(attack.vectors.length)),
    vectorRows(attack.vectors.map((position) => vectors[position])),
  ];
}

