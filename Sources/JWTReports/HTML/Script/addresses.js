// The fragments of this file's addresses: a page each.

const toVector = (vector) => 'v/' + vector.id;
const toImplementation = (implementation) => 'i/' + implementation.index;
const toAttack = (attack) => 'a/' + attack.id;
const toSequence = (name) => 's/' + name;

/**
 * The list of the vectors that fit all members of a query.
 *
 * @param {object} query - any of `text`, `topic`, `rule`, `level`, `attack`, `sequence`, `impl` (the place of an
 *   implementation) and `verdict` (the name of a filter)
 */
const toList = (query) => 'q/' + new URLSearchParams(query).toString();

/** The query of a list's fragment; an empty one for any other page. */
function queryOf(fragment) {
  return new URLSearchParams(fragment.startsWith('q/') ? fragment.slice(2) : '');
}

/** The folder of the vector's id, two parts deep at most. */
function topicOf(vector) {
  return vector.id.split('/').slice(0, -1).slice(0, 2).join('/');
}

