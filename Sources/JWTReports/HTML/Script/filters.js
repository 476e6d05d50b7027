// Which vectors fit a filter, a query, an attack.

const filtersByName = new Map(filters.map((filter) => [filter.name, filter]));

/** How severities are shown: those filters that have one. */
const severities = new Map(filters
  .filter(({ severity }) => severity)
  .map(({ severity, label, sign, tile }) => [severity, { label, sign, state: tile.state }]));

/** Whether an implementation's result on a vector fits a filter. */
function fits(filter, vector, implementation) {
  const result = implementation.results[vector.position];
  return result !== undefined
    && filter.verdicts.includes(result.verdict.name)
    && (!filter.severity || filter.severity === severityOf(vector, result))
    && (!filter.mark || result[filter.mark]);
}

/** How grave a result is; undefined where it's no fault. */
function severityOf(vector, { verdict }) {
  return verdict.name === 'unsafe' ? vector.severity : verdict.severity;
}

/** The vectors on which an implementation's results fit a filter. */
function fittingVectors(filter, implementation) {
  return vectors.filter((vector) => fits(filter, vector, implementation));
}

/** How an implementation stands with an attack: how many vectors it was asked, and how many got through. */
function standing(attack, implementation) {
  const results = attack.vectors.map((position) => implementation.results[position]).filter(Boolean);
  return {
    asked: results.filter(({ verdict }) => verdict.isAsked).length,
    through: results.filter(({ verdict }) => verdict.isBreach).length,
  };
}

/** The words of a vector that the search looks through. */
const searchTexts = vectors.map((vector) => {
  const { id, summary, reason = '', requirements, flags, advisories } = vector;
  return [id, summary, reason, ...requirements, ...flags, ...advisories].join(' ').toLowerCase();
});

/** The implementation that a query names. */
function implementationOf(query) {
  return query.has('impl') ? implementations[Number(query.get('impl'))] : undefined;
}

/** The vectors that fit all members of a query; see `toList`. */
function vectorsOf(query) {
  const words = (query.get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const [topic, requirement, level, sequence] = ['topic', 'rule', 'level', 'sequence'].map((name) => query.get(name));
  const positions = query.has('attack') ? positionsOfAttacks(query.get('attack')) : undefined;
  const filter = query.has('verdict') ? filtersByName.get(query.get('verdict')) : undefined;
  if (query.get('verdict') && !filter) return [];
  const asked = query.has('impl') ? [implementationOf(query)].filter(Boolean) : implementations;
  return vectors.filter((vector) =>
    words.every((word) => searchTexts[vector.position].includes(word))
    && (!topic || vector.id.startsWith(topic + '/'))
    && (!requirement || vector.requirements.includes(requirement))
    && (!level || vector.level === level)
    && (!sequence || vector.sequence === sequence)
    && (!positions || positions.has(vector.position))
    && (!filter || asked.some((implementation) => fits(filter, vector, implementation))));
}

/** The positions of the vectors of an attack, or of all attacks of a family. */
function positionsOfAttacks(name) {
  const named = attacks.filter(({ id }) => id === name || id.startsWith(name + '/'));
  return new Set(named.flatMap((attack) => attack.vectors));
}

