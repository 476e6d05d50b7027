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
