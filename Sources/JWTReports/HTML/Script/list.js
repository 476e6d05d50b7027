// Lists of vectors: the page of a query, and the rows that other pages have too.

function vectorLink(vector) {
  return link(toVector(vector), element('b', {}, vector.summary), ' ', code(vector.id));
}

/**
 * Vectors with everybody's verdict, or with one implementation's answer.
 *
 * @param {Vector[]} found
 * @param {Implementation} [implementation]
 */
function vectorRows(found, implementation) {
  const mostAtOnce = 200;
  const list = element('ol', { class: 'rows results', 'aria-label': 'Vectors' });
  const add = (some) => list.append(...some.map((vector) => vectorRow(vector, implementation)));
  add(found.slice(0, mostAtOnce));
  if (found.length <= mostAtOnce) return [list];
  const more = button('Show the other ' + (found.length - mostAtOnce), () => {
    add(found.slice(mostAtOnce));
    more.remove();
  });
  return [list, more];
}

function vectorRow(vector, implementation) {
  if (!implementation) return element('li', {}, vectorLink(vector), verdictStrip(vector));
  const result = implementation.results[vector.position];
  return element('li', {}, vectorLink(vector), element('span', { class: 'who' },
    badge(result), ' ', result ? small(shortAnswer(result.answer)) : null));
}

/** A sign for each implementation. */
function verdictStrip(vector) {
  return element('span', { class: 'strip' }, implementations.map((implementation) => {
    const verdict = implementation.results[vector.position]?.verdict;
    return verdict
      && element('span', { class: verdict.state, title: `${implementation.name}: ${verdict.label}` }, verdict.sign);
  }));
}

function listPage(text) {
  const query = new URLSearchParams(text);
  const found = vectorsOf(query);
  const requirement = query.get('rule');
  return [
    crumbs(),
    element('h1', {}, plural(found.length, 'vector')),
    element('p', { class: 'hint', 'aria-live': 'polite' }, wordsOf(query).join(' · ')),
    requirement ? requirementText(requirement) : null,
    vectorRows(found, implementationOf(query)),
    found.length ? null : nothing('No vector fits.'),
  ];
}

/** What a query asks for, in words. */
function wordsOf(query) {
  const [text, level, attack, verdict] = ['text', 'level', 'attack', 'verdict'].map((name) => query.get(name));
  return [
    text && `“${text}”`,
    query.get('topic'),
    query.get('rule'),
    query.get('sequence'),
    attack && (attacks.find(({ id }) => id === attack)?.title ?? 'attacks ' + attack),
    level && 'level ' + level,
    verdict && (filtersByName.get(verdict)?.label ?? verdict),
    implementationOf(query)?.name,
  ].filter(Boolean);
}

/** The row that the arrow keys have chosen. */
const chosenRow = {
  place: -1,

  forget() {
    this.place = -1;
  },

  rows() {
    return [...page.querySelectorAll('.results li')];
  },

  /** Goes up or down by a row. */
  move(step) {
    const rows = this.rows();
    if (!rows.length) return;
    rows[this.place]?.classList.remove('chosen');
    rows[this.place]?.querySelector('a').removeAttribute('aria-current');
    this.place = Math.max(0, Math.min(rows.length - 1, this.place + step));
    rows[this.place].classList.add('chosen');
    rows[this.place].querySelector('a').setAttribute('aria-current', 'true');
    rows[this.place].scrollIntoView({ block: 'nearest' });
  },

  /** The fragment that the row leads to; the first row's where none is chosen. */
  fragment() {
    return this.rows()[Math.max(0, this.place)]?.querySelector('a').hash;
  },
};

