// The page of an implementation: its score, what gets through, and what it got wrong.

function implementationPage(place) {
  const implementation = implementations[Number.parseInt(place, 10)];
  if (!implementation) return missingPage('There is no such implementation in this run.');
  const { name, warning, capabilities, label } = implementation;
  return [
    crumbs(),
    element('h1', {}, name),
    factsOf(implementation),
    warning ? element('p', { class: 'warning' }, warning) : null,
    element('p', { class: 'sentence' }, implementation.advice),
    implementation.remedies.length
      ? [heading('What to do'), element('ul', {}, implementation.remedies.map((text) => element('li', {}, text)))]
      : null,
    faultsOf(implementation),
    tilesOf(implementation),
    heading('Score by level'),
    scoreTable(implementation),
    vacuousHint(implementation),
    attacksThrough(implementation),
    filters.filter((filter) => filter.listing).map((filter) => listing(filter, implementation)),
    unsupportedFeatures(implementation),
    capabilities ? [heading('What it declares'), valueList(capabilities)] : null,
    heading('Run it'),
    command(runCommand(label, data.command)),
  ];
}

/** The command that asks an implementation; a Swift package's own tests are run by themselves. */
function runCommand(label, name, selection = '') {
  if (label === data.swiftTest) return label;
  return `jwt-assay ${name} ${shellQuoted(label)}${selection}${data.options}`;
}

function factsOf({ language, runtime, label, time, homepage }) {
  const facts = [
    ['Language', language],
    ['Runtime', runtime],
    ['Called as', label],
    ['Took', time],
    ['Homepage', homepage && externalLink(homepage, homepage)],
  ];
  return element('dl', { class: 'facts' }, facts.filter(([, value]) => value).map(([term, value]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, value))));
}

/** The faults, the gravest first, each with the vectors that show it. */
function faultsOf({ index, faults }) {
  if (!faults.length) return null;
  const rows = faults.map((fault) => {
    const { label, sign, state } = severities.get(fault.severity);
    const attack = attacks.find(({ id }) => id === fault.attack);
    const [first] = fault.vectors;
    const list = fault.attack
      ? toList({ impl: index, attack: fault.attack, verdict: fault.severity }) : toVector(vectors[first]);
    return element('li', {},
      element('span', {}, element('span', { class: 'badge ' + state }, `${sign} ${label}`), ' ',
        attack ? link(toAttack(attack), fault.title) : fault.title, fault.attacker ? small(' · ' + fault.attacker) : null),
      element('span', { class: 'who' }, small(link(list, plural(fault.vectors.length, 'vector')))));
  });
  return [heading('Faults', String(faults.length)), element('ol', { class: 'rows' }, rows)];
}

/** The numbers of the page, each with the list that it counts. */
function tilesOf(implementation) {
  return element('div', { class: 'tiles' }, filters.filter((filter) => filter.tile).map((filter) => {
    const count = fittingVectors(filter, implementation).length;
    if (!count && !filter.tile.isAlwaysShown) return null;
    const number = count ? link(toList({ impl: implementation.index, verdict: filter.name }), String(count)) : '0';
    const state = count && filter.tile.state ? ' ' + filter.tile.state : '';
    return element('div', { class: 'tile' + state }, element('b', {}, number), small(filter.tile.words));
  }));
}

function scoreTable({ index, scores }) {
  const headings = [
    columnHeading('Level'),
    columnHeading('Passed, of those asked', 'n'),
    columnHeading('Share', 'n'),
    columnHeading('In neither number', 'n'),
  ];
  const rows = scores.map(({ level, passed, of, apart, share }) => element('tr', {},
    rowHeading(element('span', { class: 'level' }, level), ' ', small(levels[level].meaning)),
    cell(link(toList({ impl: index, level, verdict: 'graded' }), `${passed}/${of}`), 'n'),
    cell(share, 'n'),
    cell(apart ? link(toList({ impl: index, level, verdict: 'apart' }), String(apart)) : '0', 'n')));
  return table(undefined, headings, rows);
}

function vacuousHint({ index, results }) {
  const count = results.filter((result) => result?.isVacuous).length;
  if (!count) return null;
  return hint(
    link(toList({ impl: index, verdict: 'vacuous' }), plural(count, 'rejection')),
    ' of the passed show nothing: the harmless twin was rejected as well.');
}

/** The attacks of which a token gets through, those first of which the most do. */
function attacksThrough(implementation) {
  const tried = attacks
    .map((attack) => ({ attack, ...standing(attack, implementation) }))
    .filter(({ asked }) => asked);
  if (!tried.length) return null;
  const through = tried.filter((one) => one.through).sort((one, two) => two.through - one.through);
  const rows = through.map(({ attack, through: count }) => {
    const list = toList({ impl: implementation.index, attack: attack.id, verdict: 'breach' });
    return element('li', {}, link(toAttack(attack), attack.title), ' ', small(link(list, plural(count, 'vector'))));
  });
  const classes = plural(tried.length, 'class', 'classes');
  return [
    heading('Attacks that get through', `${through.length} of the ${classes} that were tried`),
    rows.length ? element('ul', { class: 'through' }, rows) : nothing('None.'),
  ];
}

/** The vectors of a filter, as many as a page can bear. */
function listing(filter, implementation) {
  const most = 60;
  const found = fittingVectors(filter, implementation);
  if (!found.length) return null;
  const rows = found.slice(0, most).map((vector) => {
    const result = implementation.results[vector.position];
    const remark = result.isKnown ? 'known: ' + result.baselineReason : shortAnswer(result.answer);
    return element('li', {}, vectorLink(vector), element('span', { class: 'who' }, badge(result), ' ', small(remark)));
  });
  const all = link(toList({ impl: implementation.index, verdict: filter.name }), 'All ' + found.length);
  return [
    heading(filter.listing.heading, String(found.length)),
    filter.listing.hint ? hint(filter.listing.hint) : null,
    element('ol', { class: 'rows' }, rows),
    found.length > most ? element('p', {}, all) : null,
  ];
}

/** Why vectors were skipped, and how many for each. */
function unsupportedFeatures({ results }) {
  const counts = new Map();
  for (const result of results) {
    if (result?.verdict.name !== 'skipped') continue;
    counts.set(result.answer.text, (counts.get(result.answer.text) ?? 0) + 1);
  }
  if (!counts.size) return null;
  const rows = [...counts].sort((one, two) => two[1] - one[1]);
  return [
    heading('Not supported'),
    element('ul', {}, rows.map(([text, count]) => element('li', {}, text + ' ', small(plural(count, 'vector'))))),
  ];
}

