'use strict';
(async () => {
  const octets = Uint8Array.from(atob(document.getElementById('data').textContent), (character) => character.charCodeAt(0));
  const data = await new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
  const { vectors, implementations, verdicts, answers, strings, policies, keys, rules, flags, levels } = data;
  const overview = document.getElementById('overview');
  const page = document.getElementById('page');
  const find = document.getElementById('find');
  const byImplementation = document.getElementById('by-implementation');
  const byVerdict = document.getElementById('by-verdict');
  const byID = new Map(vectors.map((vector, position) => [vector.i, position]));
  const title = document.title;
  const most = 200;

  // Kinds of verdicts that links and the filter name: a verdict's own name, or one of these.
  const kinds = {
    wrong: ['not as expected', (v) => verdicts[v] && verdicts[v].wrong],
    broken: ['crash, hang or no answer', (v) => 'CHV'.includes(v)],
    strict: ['valid token refused', (v) => 'OE'.includes(v)],
    other: ['otherwise wrong', (v) => 'ULKF'.includes(v)],
    unasked: ['not asked', (v) => 'sn'.includes(v)],
  };
  const holds = (wanted, v) => (kinds[wanted] ? kinds[wanted][1](v) : verdicts[v] && verdicts[v].name === wanted);

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

  // MARK: Tokens

  const plain = (part) => (typeof part === 'number' ? strings[part] : part);
  const tokenText = (vector) => vector.t.map(plain).join('.');
  const octetsOf = (text) => {
    const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  };
  const hex = (bytes) =>
    [...bytes.subarray(0, 48)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ') + (bytes.length > 48 ? ' …' : '');
  const utf8 = (bytes) => {
    try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { return undefined; }
  };
  const bytesText = (bytes) => plural(bytes.length, 'octet') + (bytes.length ? ': ' + hex(bytes) : '');
  const readable = (base64url) => { const bytes = octetsOf(base64url); return utf8(bytes) ?? bytesText(bytes); };

  /** A segment decoded as far as it can be, with what is odd about its spelling. */
  const decoded = (segment, wantsText) => {
    if (segment === '') return { text: '(empty)', odd: [] };
    const odd = [];
    if (segment.endsWith('…')) return { text: segment, odd: ['shortened in this report'] };
    if (segment.includes('=')) odd.push('padded');
    if (/[+/]/.test(segment)) odd.push('standard alphabet');
    if (/\s/.test(segment)) odd.push('white space');
    const bare = segment.replace(/[=\s]/g, '').replaceAll('+', '-').replaceAll('/', '_');
    if (!/^[A-Za-z0-9_-]*$/.test(bare) || bare.length % 4 === 1) return { text: segment, odd: ['not base64url'] };
    const bytes = octetsOf(bare);
    const again = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
    if (again !== bare) odd.push("not canonical: the trailing bits aren't zero");
    const text = wantsText ? utf8(bytes) : undefined;
    return { text: text === undefined ? bytesText(bytes) : text, odd };
  };
  const names = { 2: ['header', 'payload'], 3: ['header', 'payload', 'signature'], 5: ['header', 'encrypted key', 'iv', 'ciphertext', 'tag'] };
  const colours = { 2: 'ab', 3: 'abc', 5: 'addbc' };
  const partRow = (name, { text, odd }, colour) =>
    h('div', { class: 'part token' }, h('b', { class: colour }, name),
      h('div', {}, h('pre', {}, text), odd.map((word) => h('span', { class: 'odd' }, word))));
  const jsonParts = (text) => {
    let object;
    try { object = JSON.parse(text); } catch { return [partRow('text', { text, odd: ["not JSON, as far as this page's reader goes"] })]; }
    const rows = [];
    const member = (name, value, wantsText, colour) => {
      if (value === undefined) return;
      rows.push(partRow(name, typeof value === 'string' ? decoded(value, wantsText) : { text: JSON.stringify(value), odd: name.startsWith('unprotected') ? [] : ['not a string'] }, colour));
    };
    const signature = (part, number) => {
      if (part === null || typeof part !== 'object') return;
      member('protected header' + number, part.protected, true, 'a');
      member('unprotected header' + number, part.header, true, 'a');
      member('signature' + number, part.signature, false, 'c');
    };
    member('payload', object.payload, true, 'b');
    signature(object, '');
    if (Array.isArray(object.signatures)) object.signatures.slice(0, 16).forEach((part, n) => signature(part, ' ' + (n + 1)));
    return rows;
  };
  const tokenSection = (vector) => {
    const text = tokenText(vector);
    const size = plural(vector.m, 'octet') + (vector.h ? '; the report holds its beginning' : '');
    const parts = [h('h3', {}, 'Token ', h('small', {}, size))];
    if (vector.b) {
      const bytes = octetsOf(text);
      parts.push(partRow('octets', { text: hex(bytes), odd: ['not UTF-8'] }));
      parts.push(partRow('as text', { text: new TextDecoder().decode(bytes), odd: [] }));
    } else if (/^[ \t\r\n]*\{/.test(text)) {
      parts.push(h('pre', { class: 'token' }, text), jsonParts(text));
    } else {
      const segments = text.split('.');
      const classes = colours[segments.length] || '';
      parts.push(h('pre', { class: 'token' }, segments.slice(0, 64).map((segment, n) => [n ? '.' : '', h('span', { class: classes[n] || 'd' }, segment)]), segments.length > 64 ? '…' : ''));
      if (segments.length <= 8) {
        segments.forEach((segment, n) => {
          const name = (names[segments.length] || [])[n] || 'segment ' + (n + 1);
          parts.push(partRow(name, decoded(segment, name === 'header' || name === 'payload' || name.startsWith('segment')), classes[n] || 'd'));
        });
      } else parts.push(h('p', { class: 'hint' }, segments.length + ' segments'));
    }
    if (vector.d !== undefined) parts.push(partRow('detached payload', { text: readable(vector.d), odd: [] }));
    return parts;
  };

  // MARK: A vector

  const expects = { a: 'must be accepted', r: 'must be refused', e: 'may be accepted or refused' };
  const shoulds = { a: 'should be accepted', r: 'should be refused', e: expects.e };
  const crumbs = (...steps) => h('p', { class: 'crumbs' }, link('', '← All results'), ...steps);
  const policyList = (policy) =>
    h('dl', { class: 'policy' }, Object.entries(policy).map(([name, value]) => [
      h('dt', {}, name),
      h('dd', {}, name === 'algorithms' && value === 'default' ? "what the implementation does when its user doesn't pin"
        : name === 'now' ? value + ' (' + new Date(value * 1000).toISOString().replace('.000', '') + ')'
        : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)),
    ]));
  const ruleOf = (id) => {
    const [words, address, level, text, name] = rules[id] || [id, '', '', '', ''];
    return h('div', { class: 'rule' },
      h('p', {}, outside(address, words), name ? ' · ' + name : '', level ? h('small', { class: 'level' }, ' ' + level) : '', ' ',
        h('small', {}, link(toQuery({ rule: id }), id))),
      text ? h('p', {}, text) : null);
  };
  /** Who answered how, in a line for each verdict. */
  const sides = (position) => {
    const who = new Map();
    implementations.forEach((implementation, n) => {
      const v = implementation.v[position];
      if (v === '.') return;
      const outcome = answers[implementation.a[position]][0];
      const key = v === 'r' ? v + outcome : v;
      if (!who.has(key)) who.set(key, { v, outcome, names: [] });
      who.get(key).names.push(n);
    });
    return h('div', { class: 'sides' }, [...who.values()].sort((one, two) => verdicts[one.v].rank - verdicts[two.v].rank).map(({ v, outcome, names }) =>
      h('div', {}, badge(v), ' ', v === 'r' ? h('b', {}, outcome + ' ') : '', verdicts[v].wrong || names.length < 4
        ? names.map((n, place) => [place ? ', ' : '', link('i/' + n, implementations[n].n)]) : plural(names.length, 'implementation'))));
  };
  const answersTable = (position) => {
    const vector = vectors[position];
    const rows = implementations.map((implementation, n) => {
      const v = implementation.v[position];
      if (v === '.') return null;
      const [outcome, text] = answers[implementation.a[position]];
      const known = implementation.k[position];
      return { rank: verdicts[v].rank, row: h('tr', {},
        h('th', { scope: 'row' }, link('i/' + n, implementation.n)), h('td', {}, badge(v)),
        h('td', {}, outcome ? h('b', {}, outcome) : '', outcome && text ? ' ' : '', text,
          known ? h('small', {}, ' · known: ' + known) : '')) };
    }).filter(Boolean).sort((one, two) => one.rank - two.rank);
    const worst = implementations.findIndex((implementation) => (verdicts[implementation.v[position]] || {}).wrong);
    const label = (implementations[worst < 0 ? 0 : worst] || { c: 'reference' }).c;
    return [h('h3', {}, 'Answers'),
      h('div', { class: 'scroll' }, h('table', { class: 'answers' },
        h('thead', {}, h('tr', {}, ['Implementation', 'Verdict', 'Answer'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, rows.map(({ row }) => row)))),
      h('h3', {}, 'Show it again'), command('jwt-assay explain ' + quoted(vector.i) + ' ' + quoted(label) + data.options)];
  };
  const vectorPage = (id) => {
    const position = byID.get(id);
    if (position === undefined) return missing('No vector of this run is called ' + id + '.');
    const vector = vectors[position];
    const [kind, text] = keys[vector.k] || ['', ''];
    const due = (vector.l === 'must' ? expects : shoulds)[vector.e];
    const neighbour = (step, sign) => vectors[position + step] && link(toVector(vectors[position + step].i), sign);
    const topic = topicOf(vector.i);
    return [crumbs(link(toQuery({ topic }), topic), h('span', { class: 'step' }, neighbour(-1, '← before'), neighbour(1, 'after →'))),
      h('h1', {}, vector.s), h('p', { class: 'id' }, h('code', {}, vector.i)),
      h('p', { class: 'verdictline' }, h('span', { class: 'tag' }, h('b', {}, due), vector.r ? ', because of ' + vector.r : ''),
        h('span', { class: 'tag level' }, vector.l),
        (vector.v || []).map((cve) => h('span', { class: 'tag' }, cve)),
        vector.q ? h('span', { class: 'tag' }, 'step ' + vector.n + ' of the sequence ', link(toQuery({ text: vector.q }), vector.q)) : null),
      vector.w ? h('p', {}, 'Either is legal: ' + vector.w + (vector.z ? '. The strict profile wants it ' + (vector.z === 'reject' ? 'refused' : 'accepted') + '.' : '')) : null,
      sides(position),
      h('div', { class: 'grid' },
        h('div', {}, h('h3', {}, 'Rule'), (vector.f || []).map(ruleOf), vector.f ? null : h('p', { class: 'none' }, 'None.'),
          (vector.g || []).map((name) => h('div', { class: 'rule' }, h('p', {}, h('b', {}, name), ' · ' + flags[name][0]), h('p', {}, 'Effect: ' + flags[name][1])))),
        h('div', {}, h('h3', {}, 'How it is proved'),
          vector.c ? h('p', {}, 'The check of the reference that refuses it: ', h('code', {}, vector.c)) : null,
          vector.o ? h('p', {}, 'Its accepted twin, which differs in just that point: ', byID.has(vector.o) ? link(toVector(vector.o), vector.o) : h('code', {}, vector.o)) : null,
          vector.u ? h('p', {}, 'Not provable by a twin: ' + vector.u) : null,
          vector.c || vector.o || vector.u ? null : h('p', { class: 'none' }, 'A token to accept is held against implementations that share no code with the reference.'))),
      tokenSection(vector),
      vector.p !== undefined ? [h('h3', {}, 'Payload that is due'), h('pre', {}, readable(vector.p))] : null,
      h('div', { class: 'grid' },
        h('div', {}, h('h3', {}, 'Key ', h('small', {}, kind)), h('p', {}, h('code', {}, vector.k)), text ? h('pre', {}, plain(text)) : null),
        h('div', {}, h('h3', {}, 'Policy'), policyList(policies[vector.y]), h('p', { class: 'hint' }, vector.x ? 'The content is octets: nothing above the signature is validated.' : 'The content is a claims set.'))),
      answersTable(position)];
  };

  // MARK: An implementation

  const tile = (count, words, query, state) =>
    h('div', { class: 'tile ' + (count && state ? state : '') }, h('b', {}, count && query ? link(toQuery(query), String(count)) : String(count)), h('small', {}, words));
  const listing = (implementation, n, wanted, heading, hint) => {
    const positions = vectors.map((_, position) => position).filter((position) => holds(wanted, implementation.v[position]));
    if (!positions.length) return null;
    return [h('h3', {}, heading + ' ', h('small', {}, String(positions.length))), hint ? h('p', { class: 'hint' }, hint) : null,
      h('ol', { class: 'rows' }, positions.slice(0, 60).map((position) => h('li', {},
        link(toVector(vectors[position].i), h('b', {}, vectors[position].s), ' ', h('code', {}, vectors[position].i)),
        h('span', { class: 'who' }, badge(implementation.v[position]), ' ', implementation.k[position] ? h('small', {}, 'known: ' + implementation.k[position]) : h('small', {}, short(answers[implementation.a[position]])))))),
      positions.length > 60 ? h('p', {}, link(toQuery({ impl: n, verdict: wanted }), 'All ' + positions.length)) : null];
  };
  const short = ([outcome, text]) => { const words = (outcome + ' ' + text).trim(); return words.length > 110 ? words.slice(0, 110) + '…' : words; };
  const implementationPage = (name) => {
    const n = Number.parseInt(name, 10);
    const implementation = implementations[n];
    if (!implementation) return missing('There is no such implementation in this run.');
    const count = (wanted) => [...implementation.v].filter((v) => holds(wanted, v)).length;
    const features = new Map();
    [...implementation.v].forEach((v, position) => {
      if (v !== 's') return;
      const text = answers[implementation.a[position]][1];
      features.set(text, (features.get(text) || 0) + 1);
    });
    const facts = [['Language', implementation.l], ['Runtime', implementation.r], ['Called as', implementation.c], ['Took', implementation.t]].filter(([, value]) => value);
    const known = Object.keys(implementation.k).length;
    const capabilities = implementation.b;
    return [crumbs(), h('h1', {}, implementation.n),
      h('dl', { class: 'facts' }, facts.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
        implementation.h ? h('div', {}, h('dt', {}, 'Homepage'), h('dd', {}, outside(implementation.h, implementation.h))) : null),
      implementation.d ? h('p', { class: 'warning' }, implementation.d) : null,
      h('div', { class: 'tiles' },
        tile(count('bypass'), 'bypasses', { impl: n, verdict: 'bypass' }, 'breached'),
        count('wrong-payload') ? tile(count('wrong-payload'), 'wrong payloads', { impl: n, verdict: 'wrong-payload' }, 'breached') : null,
        tile(count('broken'), 'crashes, hangs', { impl: n, verdict: 'broken' }, 'broken'),
        tile(count('strict'), 'valid tokens refused', { impl: n, verdict: 'strict' }, 'deviant'),
        tile(count('other'), 'otherwise wrong', { impl: n, verdict: 'other' }, 'deviant'),
        tile(count('unasked'), 'not asked', { impl: n, verdict: 'unasked' }),
        known ? tile(known, 'as the baseline has it') : null),
      h('h3', {}, 'Score by level'),
      h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Level'), h('th', { scope: 'col', class: 'n' }, 'Passed, of those asked'), h('th', { scope: 'col', class: 'n' }, 'Share'), h('th', { scope: 'col', class: 'n' }, 'In neither number'))),
        h('tbody', {}, implementation.s.map(([level, passed, of, apart, share]) => h('tr', {}, h('th', { scope: 'row' }, h('span', { class: 'level' }, level), ' ', h('small', {}, levels[level])),
          h('td', { class: 'n' }, link(toQuery({ impl: n, level }), passed + '/' + of)), h('td', { class: 'n' }, share), h('td', { class: 'n' }, String(apart))))))),
      implementation.q ? h('p', { class: 'hint' }, plural(implementation.q, 'refusal') + ' of the passed show nothing: the harmless twin was refused as well.') : null,
      listing(implementation, n, 'bypass', 'Bypasses', 'Tokens that must be refused, and were accepted.'),
      listing(implementation, n, 'wrong-payload', 'Wrong payloads', 'Accepted, but what was handed back is another payload.'),
      listing(implementation, n, 'broken', 'Crashes, hangs, no answer', ''),
      listing(implementation, n, 'strict', 'Over-strict', 'Valid tokens that were refused, or met an exception.'),
      listing(implementation, n, 'other', 'Otherwise wrong', 'Exceptions instead of refusals, accepted against a SHOULD, broken claims, different answers to the same question.'),
      features.size ? [h('h3', {}, 'Not supported'), h('ul', {}, [...features].sort((one, two) => two[1] - one[1]).map(([text, number]) => h('li', {}, text + ' ', h('small', {}, plural(number, 'vector')))))] : null,
      capabilities ? [h('h3', {}, 'What it declares'), policyList(capabilities)] : null,
      h('h3', {}, 'Run it'), command('jwt-assay run ' + quoted(implementation.c) + data.options)];
  };

  // MARK: A list

  const topicOf = (id) => id.split('/').slice(0, -1).slice(0, 2).join('/');
  const haystack = vectors.map((vector) => [vector.i, vector.s, vector.r, ...(vector.f || []), ...(vector.g || []), ...(vector.v || [])].join(' ').toLowerCase());
  const matching = (query) => {
    const words = (query.get('text') || '').toLowerCase().split(/\s+/).filter(Boolean);
    const [topic, rule, level, verdict] = ['topic', 'rule', 'level', 'verdict'].map((name) => query.get(name));
    const n = query.get('impl');
    const asked = n === null ? implementations : [implementations[Number(n)]].filter(Boolean);
    return vectors.map((_, position) => position).filter((position) => {
      const vector = vectors[position];
      return words.every((word) => haystack[position].includes(word))
        && (!topic || vector.i.startsWith(topic + '/'))
        && (!rule || (vector.f || []).includes(rule))
        && (!level || vector.l === level)
        && (!verdict || asked.some((implementation) => holds(verdict, implementation.v[position])));
    });
  };
  const strip = (position) => h('span', { class: 'strip' }, implementations.map((implementation) => {
    const verdict = verdicts[implementation.v[position]];
    return verdict ? h('span', { class: verdict.state, title: implementation.n + ': ' + verdict.label }, verdict.sign) : null;
  }));
  let selected = -1;
  const listPage = (text) => {
    const query = new URLSearchParams(text);
    const found = matching(query);
    const n = query.get('impl');
    const parts = [query.get('text') && '“' + query.get('text') + '”', query.get('topic'), query.get('rule'), query.get('level') && 'level ' + query.get('level'),
      query.get('verdict') && (kinds[query.get('verdict')] || [query.get('verdict')])[0], n !== null && implementations[Number(n)] && implementations[Number(n)].n].filter(Boolean);
    const rows = h('ol', { class: 'rows results', role: 'listbox', 'aria-label': 'Vectors' });
    const add = (positions) => rows.append(...positions.map((position) => {
      const vector = vectors[position];
      const one = n !== null && implementations[Number(n)];
      return h('li', { role: 'option' }, link(toVector(vector.i), h('b', {}, vector.s), ' ', h('code', {}, vector.i)),
        one ? h('span', { class: 'who' }, badge(one.v[position]), ' ', h('small', {}, short(answers[one.a[position]]))) : strip(position));
    }));
    add(found.slice(0, most));
    const more = found.length > most && h('button', { type: 'button' }, 'Show the other ' + (found.length - most));
    if (more) more.addEventListener('click', () => { add(found.slice(most)); more.remove(); });
    selected = -1;
    return [crumbs(), h('h1', {}, plural(found.length, 'vector')), h('p', { class: 'hint', 'aria-live': 'polite' }, parts.join(' · ')),
      query.get('rule') ? ruleOf(query.get('rule')) : null, rows, found.length ? null : h('p', { class: 'none' }, 'Nothing fits.'), more];
  };
  const missing = (text) => [crumbs(), h('h1', {}, 'Not here'), h('p', {}, text)];
  const choose = (step) => {
    const rows = [...page.querySelectorAll('.results li')];
    if (!rows.length) return;
    if (rows[selected]) rows[selected].removeAttribute('aria-selected');
    selected = Math.max(0, Math.min(rows.length - 1, selected + step));
    rows[selected].setAttribute('aria-selected', 'true');
    rows[selected].scrollIntoView({ block: 'nearest' });
  };

  // MARK: Ways

  let place = 0;
  let wasOverview = true;
  const show = () => {
    let fragment = location.hash.slice(1);
    try { fragment = decodeURIComponent(fragment); } catch { /* as it is */ }
    const kind = fragment.slice(0, 2);
    const rest = fragment.slice(2);
    const views = { 'v/': vectorPage, 'i/': implementationPage, 'q/': () => listPage(location.hash.slice(3)) };
    const view = views[kind];
    const query = new URLSearchParams(kind === 'q/' ? location.hash.slice(3) : '');
    if (document.activeElement !== find) find.value = query.get('text') || '';
    byImplementation.value = query.get('impl') || '';
    byVerdict.value = query.get('verdict') || '';
    if (view) {
      if (wasOverview) place = window.scrollY;
      page.replaceChildren(...view(rest).flat(3).filter(Boolean));
      page.hidden = false;
      overview.hidden = true;
      if (wasOverview || kind !== 'q/') window.scrollTo(0, 0);
      document.title = (page.querySelector('h1') || {}).textContent + ' · ' + title;
    } else {
      page.hidden = true;
      overview.hidden = false;
      document.title = title;
      const target = fragment && document.getElementById(fragment);
      if (target) target.scrollIntoView(); else if (!wasOverview) window.scrollTo(0, place);
    }
    wasOverview = !view;
  };
  const filter = (event) => {
    event.preventDefault();
    const old = new URLSearchParams(location.hash.startsWith('#q/') ? location.hash.slice(3) : '');
    const query = {};
    for (const name of ['topic', 'rule', 'level']) if (old.get(name)) query[name] = old.get(name);
    if (find.value) query.text = find.value;
    if (byImplementation.value) query.impl = byImplementation.value;
    if (byVerdict.value) query.verdict = byVerdict.value;
    const isEmpty = !Object.keys(query).length;
    const fragment = isEmpty ? '#' : '#' + toQuery(query);
    // One step back leaves the filter, however much was typed.
    if (location.hash.startsWith('#q/')) { history.replaceState(null, '', fragment); show(); } else if (!isEmpty) location.hash = fragment;
  };
  const keyPressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = ['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement.tagName);
    if (event.key === '/' && !isTyping) { event.preventDefault(); find.focus(); find.select(); }
    if (event.key === 'Escape') {
      if (isTyping) document.activeElement.blur();
      if (!page.hidden) location.hash = '';
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (page.querySelector('.results') && document.activeElement.tagName !== 'SELECT') { event.preventDefault(); choose(event.key === 'ArrowDown' ? 1 : -1); }
    }
    if (event.key === 'Enter' && (document.activeElement === find || !isTyping)) {
      const row = page.querySelectorAll('.results li')[Math.max(0, selected)];
      if (row && (document.activeElement === find || selected >= 0)) { event.preventDefault(); find.blur(); location.hash = row.querySelector('a').hash; }
    }
    if (!isTyping && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && location.hash.startsWith('#v/')) {
      const position = byID.get(decodeURIComponent(location.hash.slice(3)));
      const next = vectors[position + (event.key === 'ArrowRight' ? 1 : -1)];
      if (next) location.hash = toVector(next.i);
    }
  };

  document.documentElement.classList.add('js');
  document.getElementById('filter').hidden = false;
  implementations.forEach((implementation, n) => byImplementation.append(h('option', { value: n }, implementation.n)));
  for (const [name, [words]] of Object.entries(kinds)) byVerdict.append(h('option', { value: name }, words));
  for (const verdict of Object.values(verdicts)) byVerdict.append(h('option', { value: verdict.name }, verdict.sign + ' ' + verdict.label));
  for (const body of document.querySelectorAll('.matrix tbody')) {
    if (body.rows.length < 2) { body.rows[0].cells[0].prepend(h('span', { class: 'fold' })); continue; }
    const button = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'false', 'aria-label': 'Topics of ' + body.rows[0].cells[0].textContent }, '▸');
    button.addEventListener('click', () => {
      const isOpen = body.classList.toggle('open');
      button.textContent = isOpen ? '▾' : '▸';
      button.setAttribute('aria-expanded', String(isOpen));
    });
    body.rows[0].cells[0].prepend(button);
  }
  const expand = document.getElementById('expand');
  expand.parentNode.hidden = false;
  expand.addEventListener('click', () => {
    const isOpen = document.querySelector('.matrix').classList.toggle('open');
    expand.textContent = isOpen ? 'Show the groups alone' : 'Show every topic';
  });
  for (const field of [find, byImplementation, byVerdict]) field.addEventListener('input', filter);
  document.getElementById('filter').addEventListener('submit', filter);
  document.addEventListener('keydown', keyPressed);
  window.addEventListener('hashchange', show);
  show();
})().catch((error) => {
  // A browser of before 2023, say: what stands in the file can be read all the same.
  const note = document.createElement('p');
  note.className = 'warning';
  note.textContent = "The pages of the single vectors can't be shown here (" + error.message + '); jwt-assay explain ID has the same.';
  document.querySelector('.lead').append(note);
});
