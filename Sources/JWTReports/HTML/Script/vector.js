// The page of a vector: what is asked and why, and what everybody answered.

function vectorPage(id) {
  const vector = vectorsByID.get(id);
  if (!vector) return missingPage(`No vector of this run is called ${id}.`);
  return [
    vectorCrumbs(vector),
    element('h1', {}, vector.summary),
    element('p', { class: 'id' }, code(vector.id)),
    expectationLine(vector),
    attacksOf(vector),
    vector.why === undefined ? null : element('p', {}, `Either is legal: ${vector.why}`, strictWish(vector)),
    sidesOf(vector),
    element('div', { class: 'grid' }, requirementsOf(vector), proofOf(vector)),
    vector.kind === 'sign' ? requestSections(vector) : questionSections(vector),
    heading('Answers'),
    answersTable(vector),
    heading('Reproduce it'),
    command(explainCommand(vector)),
  ];
}

function questionSections(vector) {
  return [
    tokenSection(vector),
    payloadOf(vector),
    element('div', { class: 'grid' }, keyOf(vector), policyOf(vector)),
  ];
}

/** What a signer is asked; a report of version 0.2 doesn't say. */
function requestSections(vector) {
  if (vector.header === undefined) return null;
  return [
    heading('Header to sign'), element('pre', {}, JSON.stringify(vector.header)),
    heading('Payload to sign'), element('pre', {}, readableTextOf(vector.payload)),
    keyOf(vector),
  ];
}

/** The way back to all results, and steps on the way. */
function crumbs(...steps) {
  return element('p', { class: 'crumbs' }, link('', '← All results'), steps);
}

function missingPage(text) {
  return [crumbs(), element('h1', {}, 'Not here'), element('p', {}, text)];
}

function vectorCrumbs(vector) {
  const topic = topicOf(vector);
  const before = vectors[vector.position - 1];
  const after = vectors[vector.position + 1];
  return crumbs(link(toList({ topic }), topic), element('span', { class: 'step' },
    before && link(toVector(before), '← before'),
    after && link(toVector(after), 'after →')));
}

function tag(...children) {
  return element('span', { class: 'tag' }, children);
}

/** The expectation in words, such as "must be rejected". */
function expectationOf(vector) {
  return levels[vector.level].expectations[vector.expect];
}

function expectationLine(vector) {
  const { reason, level, advisories: named, sequence, step } = vector;
  return element('p', { class: 'verdictline' },
    tag(element('b', {}, expectationOf(vector)), reason ? ', because of ' + reason : null),
    element('span', { class: 'tag level' }, level),
    vector.severity ? tag('to accept it is a ', element('b', {}, severities.get(vector.severity).label)) : null,
    named.map((id) => tag(externalLink(advisories[id], id))),
    sequence ? tag(`step ${step} of the sequence `, link(toSequence(sequence), sequence)) : null);
}

function strictWish(vector) {
  return vector.strict ? `. The strict profile wants it ${outcomes[vector.strict]}.` : null;
}

function attacksOf(vector) {
  const links = attacks
    .filter((attack) => attack.vectors.includes(vector.position))
    .map((attack) => link(toAttack(attack), attack.title));
  return links.length ? hint('One of the vectors of: ', joined(links, '; ')) : null;
}

function requirementsOf(vector) {
  const noted = vector.flags.map((name) => element('div', { class: 'rule' },
    element('p', {}, element('b', {}, name), ' · ' + flags[name].summary),
    element('p', {}, 'Effect: ' + flags[name].effect)));
  const cited = vector.requirements.map(requirementText);
  return element('div', {}, heading('Requirement'), cited.length ? cited : nothing('None.'), noted);
}

/** A requirement's text, with a link to its place in the document. */
function requirementText(id) {
  const { words = id, address, document: title, level, text } = requirements[id] ?? {};
  return element('div', { class: 'rule' },
    element('p', {},
      externalLink(address, words), title ? ' · ' + title : null,
      level ? element('small', { class: 'level' }, ' ' + level) : null, ' ',
      small(link(toList({ rule: id }), id))),
    text ? element('p', {}, text) : null);
}

function proofOf(vector) {
  const { check, twin, unprovable, attacker, gain, from } = vector;
  const fromVector = vectorsByID.get(from);
  const twinVector = vectorsByID.get(twin);
  const lines = [
    attacker && [`${attacker} can make it, and ${gain}.`],
    from && ['The genuine token that it’s made of: ', fromVector ? link(toVector(fromVector), from) : code(from)],
    check && ['The check of the reference that rejects it: ', code(check)],
    twin && ['Its accepted twin, which differs in this point only: ',
      twinVector ? link(toVector(twinVector), twin) : code(twin)],
    unprovable && ['No twin can prove it: ' + unprovable],
  ].filter(Boolean);
  return element('div', {}, heading('How it is proved'), lines.length
    ? lines.map((line) => element('p', {}, line))
    : nothing('A token to accept is checked with implementations that share no code with the reference.'));
}

/** The payload that must be returned, where the vector says one. */
function payloadOf({ payload }) {
  return payload === undefined ? null : [heading('Payload to return'), element('pre', {}, readableTextOf(payload))];
}

function keyOf(vector) {
  const { kind = '', text = '' } = keys[vector.key] ?? {};
  return element('div', {},
    heading('Key', kind), element('p', {}, code(vector.key)), text ? element('pre', {}, text) : null);
}

function policyOf(vector) {
  const meaning = vector.content === 'bytes'
    ? 'The content is octets: nothing above the signature is validated.'
    : 'The content is a claims set.';
  return element('div', {}, heading('Policy'), valueList(vector.policy), hint(meaning));
}

/** The members of a policy, or of what an implementation declares. */
function valueList(values) {
  return definitions('policy', Object.entries(values).map(([name, value]) => [name, valueText(name, value)]));
}

function valueText(name, value) {
  if (name === 'algorithms' && value === 'default') return "what the implementation does when its user doesn't pin";
  if (name === 'now') return `${value}${inUTC(value)}`;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Seconds since 1970 as a date; nothing where no calendar reaches that far. */
function inUTC(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : ` (${date.toISOString().replace('.000', '')})`;
}

/** The command that explains the vector, with an implementation that gets it wrong where there is one. */
function explainCommand(vector) {
  const wrong = implementations.find((implementation) => implementation.results[vector.position]?.verdict.isWrong);
  const label = (wrong ?? implementations[0])?.label ?? 'reference';
  // A Swift package's own tests aren't a verifier that the program could ask.
  const verifier = label === data.swiftTest ? '' : ' ' + shellQuoted(label);
  return `jwt-assay explain ${shellQuoted(vector.id)}${verifier}${data.options}`;
}

