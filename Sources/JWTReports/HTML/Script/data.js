// What the file holds of the run, read once and joined by reference.

/**
 * A row of the suite's table of verdicts.
 *
 * @typedef {object} Verdict
 * @property {string} name - the word that documents and addresses use, such as `over-strict`
 * @property {string} label - the same in words
 * @property {string} letter - what stands for it in `Implementation.verdicts`
 * @property {string} sign - one character that says the state without colour
 * @property {string} state - the CSS class: clean, unasked, deviant, broken or breached
 * @property {boolean} isWrong - not as expected
 * @property {string} [severity] - how grave it is; absent where the vector says so, or where it's no fault
 * @property {boolean} isBreach - a token was accepted or made to an attacker's advantage
 * @property {boolean} isAsked - the implementation was asked
 * @property {boolean} isRecorded - either answer is legal
 */

/**
 * What links and the form can narrow the vectors down to: one verdict, or several that count together.
 *
 * @typedef {object} Filter
 * @property {string} name - what addresses call it
 * @property {string} label
 * @property {string} [sign]
 * @property {string[]} verdicts - the names of its verdicts
 * @property {string} [severity] - of these only the results that are so grave
 * @property {string} [mark] - of these only the results that have this member
 * @property {{words: string, state?: string, isAlwaysShown: boolean}} [tile] - its number on an implementation's page
 * @property {{heading: string, hint: string}} [listing] - its list on an implementation's page
 */

/**
 * What an implementation answered to a vector, and what that comes to.
 *
 * @typedef {object} Result
 * @property {Verdict} verdict
 * @property {{outcome: string, text: string}} answer
 * @property {string} baselineReason - why the baseline lists the verdict; empty where it doesn't
 * @property {boolean} isKnown - the baseline lists it
 * @property {boolean} isVacuous - a rejection that shows nothing, because the accepted twin was rejected too
 */

/**
 * @typedef {object} Implementation
 * @property {number} index - its place in the run
 * @property {string} name - name and version
 * @property {string} label - how the command line names it
 * @property {string} [language]
 * @property {string} [runtime]
 * @property {string} [homepage]
 * @property {string} [warning] - what is wrong with its part of the run
 * @property {string} time - how long it took
 * @property {{level: string, passed: number, of: number, apart: number, share: string}[]} scores
 * @property {object} [capabilities] - what it declares
 * @property {string} advice - who gets in, by what
 * @property {string[]} remedies - what closes it
 * @property {{severity: string, title: string, attack?: string, attacker?: string, vectors: number[]}[]} faults * @property {(Result|undefined)[]} results - for each vector; undefined where the vector isn't in its run
 */

/**
 * @typedef {object} Vector
 * @property {number} position - its place in the run
 * @property {string} id
 * @property {string} summary
 * @property {string} [kind] - sign, where it's a request to a signer
 * @property {string} expect - accept, reject or either; of a signer produce, refuse or either
 * @property {string} level - must, should, bcp or info
 * @property {string} [why] - why either answer is legal
 * @property {string} [strict] - what the strict profile wants of an `either`
 * @property {string} [reason] - the code of the reason for a rejection
 * @property {string} [attacker] - who can make the token
 * @property {string} [gain] - what that party does with it
 * @property {string} [from] - the accepted vector whose token the attacker has
 * @property {string} [severity] - how grave it is to accept the token, or to sign it
 * @property {string[]} requirements
 * @property {string[]} advisories
 * @property {string[]} flags
 * @property {string} [check] - the check of the reference that rejects the token
 * @property {string} [twin] - the accepted vector that differs in one point
 * @property {string} [unprovable] - why no twin can prove it
 * @property {string} [sequence]
 * @property {number} [step] - its place in the sequence
 * @property {object} [header] - the header to sign
 * @property {string} token - the text, or octets in base64url where it isn't text
 * @property {boolean} [isOctets] - whether the token is octets
 * @property {boolean} [isShortened] - whether the file holds the token's beginning only
 * @property {number} [length] - of the token, in octets
 * @property {string} [payload] - what must be returned, or what is to be signed, in base64url
 * @property {string} [detachedPayload] - in base64url
 * @property {string} key - the name of its key
 * @property {object} [policy]
 * @property {string} [content] - claims or bytes
 */

async function readData() {
  const compressed = octetsOf(document.getElementById('data').textContent);
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
}

/** A browser of before 2023, say, can still show everything that needs no script. */
function sayThatPagesAreMissing(error) {
  const note = document.createElement('p');
  note.className = 'warning';
  note.textContent = `This browser can't show the pages of single vectors (${error.message}). `
    + 'The command jwt-assay explain ID prints the same.';
  document.querySelector('.lead').append(note);
  throw error;
}

const data = await readData().catch(sayThatPagesAreMissing);

const { levels, outcomes, keys, requirements, flags, advisories, attacks, filters } = data;

/** The rows of the table of verdicts, the worst first. @type {Verdict[]} */
const verdicts = data.verdicts;

/** @type {Vector[]} */
const vectors = data.vectors.map(completeVector);

/** @type {Implementation[]} */
const implementations = data.implementations.map(completeImplementation);

const vectorsByID = new Map(vectors.map((vector) => [vector.id, vector]));

/** Puts in what the file holds once for many vectors. */
function completeVector(vector, position) {
  const segments = vector.segments.map((segment) => (typeof segment === 'number' ? data.segments[segment] : segment));
  return {
    requirements: [],
    advisories: [],
    flags: [],
    ...vector,
    position,
    token: segments.join('.'),
    policy: data.policies[vector.policy],
  };
}

/** Makes results of the columns: a letter, the number of an answer and that of a reason for each vector. */
function completeImplementation(implementation, index) {
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.letter, verdict]));
  const vacuous = new Set(implementation.vacuous);
  const results = vectors.map((vector, position) => {
    const verdict = verdictOf.get(implementation.verdicts[position]);
    const baselineReason = data.baselineReasons[implementation.baselineReasons[position]];
    return verdict && {
      verdict,
      answer: data.answers[implementation.answers[position]],
      baselineReason,
      isKnown: baselineReason !== '',
      isVacuous: vacuous.has(position),
    };
  });
  return { ...implementation, index, results };
}

