// What the file holds, and what every page is put together with.
const read = async () => {
  const octets = Uint8Array.from(atob(document.getElementById('data').textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
};
const data = await read().catch((error) => {
  // A browser of before 2023, say: what stands in the file can be read all the same.
  const note = document.createElement('p');
  note.className = 'warning';
  note.textContent = "The pages of the single vectors can't be shown here (" + error.message + '); jwt-assay explain ID has the same.';
  document.querySelector('.lead').append(note);
  throw error;
});
const { vectors, implementations, verdicts, answers, strings, policies, keys, rules, flags, levels, advisories } = data;
// Reasons recur, and are in the file by their number.
for (const implementation of implementations) implementation.k = implementation.k.map((number) => (number ? data.reasons[number - 1] : ''));
const overview = document.getElementById('overview');
const page = document.getElementById('page');
const find = document.getElementById('find');
const byImplementation = document.getElementById('by-implementation');
const byVerdict = document.getElementById('by-verdict');
const byID = new Map(vectors.map((vector, position) => [vector.i, position]));
const attacks = new Map(data.attacks.map((attack) => [attack.i, attack]));
const title = document.title;
const most = 200;

// Kinds of verdicts that links and the filter name: a verdict's own name, or one of these.
const kinds = {
  wrong: ['not as expected', (v) => verdicts[v] && verdicts[v].wrong],
  signing: ['accepted against signature, algorithm or key', (v, implementation, position) => v === 'B' && vectors[position].j === 'k'],
  broken: ['crash, hang or no answer', (v) => 'CHV'.includes(v)],
  strict: ['valid token refused', (v) => 'OE'.includes(v)],
  other: ['otherwise wrong', (v) => 'ULKF'.includes(v)],
  unasked: ['not asked', (v) => 'sn'.includes(v)],
  graded: ['held against an expectation', (v) => verdicts[v] && !'snr'.includes(v)],
  apart: ['asked without an expectation, or not asked', (v) => 'snr'.includes(v)],
  known: ['as the baseline has it', (v, implementation, position) => implementation.k[position]],
  vacuous: ['refused like its twin', (v, implementation, position) => (implementation.q || []).includes(position)],
};
const holds = (wanted, implementation, position) => {
  const v = implementation.v[position];
  return kinds[wanted] ? kinds[wanted][1](v, implementation, position) : verdicts[v] && verdicts[v].name === wanted;
};

// What a verifier says becomes text, never markup.
const h = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) node.setAttribute(name, '');
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
};
const link = (to, ...children) => h('a', { href: '#' + to }, ...children);
const outside = (address, text) =>
  /^https?:\/\//.test(address || '') ? h('a', { href: address, rel: 'noreferrer' }, text) : text;
const toVector = (id) => 'v/' + id;
const toQuery = (query) => 'q/' + new URLSearchParams(query).toString();
const plural = (count, one, many) => count + ' ' + (count === 1 ? one : many || one + 's');
const badge = (v) => {
  const verdict = verdicts[v];
  return verdict ? h('span', { class: 'badge ' + verdict.state }, verdict.sign + ' ' + verdict.label) : '';
};
const command = (text) => {
  const button = h('button', { type: 'button' }, 'Copy');
  button.addEventListener('click', () => {
    const done = () => { button.textContent = 'Copied'; setTimeout(() => { button.textContent = 'Copy'; }, 1500); };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
  });
  return h('div', { class: 'command' }, h('pre', {}, text), button);
};
const quoted = (text) => (/^[A-Za-z0-9/:._\-+=@%,]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'");
