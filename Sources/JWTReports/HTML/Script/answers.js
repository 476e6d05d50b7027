// What the implementations answered to one vector.

/** The results on a vector with whose they are, the worst first. */
function resultsOf(vector) {
  return implementations
    .map((implementation) => ({ implementation, result: implementation.results[vector.position] }))
    .filter(({ result }) => result !== undefined)
    .sort((one, two) => rankOf(one.result) - rankOf(two.result));
}

function rankOf(result) {
  return verdicts.indexOf(result.verdict);
}

/** The implementations by what they did, a line each. */
function sidesOf(vector) {
  const sides = new Map();
  for (const { implementation, result } of resultsOf(vector)) {
    const outcome = result.verdict.isRecorded ? result.answer.outcome : '';
    const name = result.verdict.name + ' ' + outcome;
    if (!sides.has(name)) sides.set(name, { result, outcome, members: [] });
    sides.get(name).members.push(implementation);
  }
  return element('div', { class: 'sides' }, [...sides.values()].map(side));
}

function side({ result, outcome, members }) {
  const isNamed = result.verdict.isWrong || members.length < 4;
  const names = members.map((implementation) => link(toImplementation(implementation), implementation.name));
  return element('div', {},
    badge(result), ' ', outcome ? element('b', {}, outcome + ' ') : null,
    isNamed ? joined(names, ', ') : plural(members.length, 'implementation'));
}

function answersTable(vector) {
  const rows = resultsOf(vector).map(({ implementation, result }) => element('tr', {},
    rowHeading(link(toImplementation(implementation), implementation.name)),
    cell(badge(result)),
    cell([
      result.answer.outcome ? [element('b', {}, result.answer.outcome), ' '] : null,
      result.answer.text,
      result.isKnown ? small(' · known: ' + result.baselineReason) : null,
    ])));
  return table('answers', ['Implementation', 'Verdict', 'Answer'].map((name) => columnHeading(name)), rows);
}

/** An answer in one short line. */
function shortAnswer({ outcome, text }) {
  const most = 110;
  const words = (outcome + ' ' + text).trim();
  return words.length > most ? words.slice(0, most) + '…' : words;
}

