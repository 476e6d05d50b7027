// The page of a sequence: its steps in their order, and what each implementation said to each.

function sequencePage(name) {
  const steps = vectors.filter((vector) => vector.sequence === name).sort((one, two) => one.step - two.step);
  if (!steps.length) return missingPage(`No sequence of this run is called ${name}.`);
  const isAsked = ({ results }) => steps.some(({ position }) => results[position]?.verdict.isAsked);
  const asked = implementations.filter(isAsked);
  const extent = asked.length
    ? `${plural(asked.length, 'implementation')} of ${implementations.length} could be asked.`
    : 'No implementation of this run could be asked.';
  const label = asked[0]?.label ?? 'reference';
  return [
    crumbs(link('sequences', 'sequences')),
    element('h1', {}, 'The sequence ' + name.replace(/^sequences\//, '')),
    hint(plural(steps.length, 'step') + ', sent one after another to the same verifier, which may remember earlier ones. ',
      extent),
    stepTable(steps, asked),
    heading('Reproduce it'),
    command(runCommand(label, 'run', ` --select ${shellQuoted(name)}`)),
  ];
}

function stepTable(steps, asked) {
  const headings = [
    columnHeading('Step', 'n'),
    ['Token', 'Expected', 'Key'].map((name) => columnHeading(name)),
    asked.map((implementation) => columnHeading(link(toImplementation(implementation), implementation.name))),
  ];
  const rows = steps.map((vector) => element('tr', {},
    cell(String(vector.step), 'n'),
    rowHeading(link(toVector(vector), vector.summary)),
    cell(expectationOf(vector)),
    cell(code(vector.key)),
    asked.map((implementation) => cell(badge(implementation.results[vector.position])))));
  return table('steps', headings, rows);
}

