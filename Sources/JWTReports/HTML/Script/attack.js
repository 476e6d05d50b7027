
/** A class of attacks: what it is, who falls for it, and its vectors. */
const attackPage = (id) => {
  const attack = attacks.get(id);
  if (!attack) return missing('No class of attacks of this run is called ' + id + '.');
  const family = id.split('/')[0];
  const standing = implementations.map((implementation, n) => {
    const letters = attack.v.map((position) => implementation.v[position]);
    return { n, through: letters.filter((v) => 'BW'.includes(v)).length, asked: letters.filter((v) => !'sn.'.includes(v)).length };
  });
  const through = standing.filter((one) => one.through).sort((one, two) => two.through - one.through);
  const tried = standing.filter((one) => one.asked);
  return [crumbs(link('attacks', 'attacks'), link(toQuery({ attack: family }), family)), h('h1', {}, attack.t), h('p', { class: 'id' }, h('code', {}, attack.i)),
    h('p', { class: 'verdictline' }, attack.s.map(([words, address]) => h('span', { class: 'tag' }, outside(address, words)))),
    attack.n ? h('p', {}, 'What the vectors don’t show: ' + attack.n) : null,
    h('h3', {}, 'Gets through ', h('small', {}, through.length + ' of the ' + plural(tried.length, 'implementation') + ' that could be asked')),
    through.length ? h('ul', { class: 'through' }, through.map((one) => h('li', {}, link('i/' + one.n, implementations[one.n].n), ' ',
      h('small', {}, link(toQuery({ impl: one.n, attack: id, verdict: 'bypass' }), one.through + ' of ' + plural(one.asked, 'vector')))))) : h('p', { class: 'none' }, 'None.'),
    h('h3', {}, 'Vectors ', h('small', {}, String(attack.v.length))), rowsOf(attack.v)];
};
