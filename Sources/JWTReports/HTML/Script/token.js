// A token, taken apart as far as that can be done without a key.

/** The names of a compact token's segments, and the CSS class of each, by how many there are. */
const segmentsByCount = {
  2: [['header', 'a'], ['payload', 'b']],
  3: [['header', 'a'], ['payload', 'b'], ['signature', 'c']],
  5: [['header', 'a'], ['encrypted key', 'd'], ['iv', 'd'], ['ciphertext', 'b'], ['tag', 'c']],
};

/**
 * A segment decoded as far as it can be, with what is odd about its spelling.
 *
 * @param {string} segment
 * @param {boolean} isText - whether it stands for text, where it is sound
 * @returns {{text: string, oddities: string[]}}
 */
function decodeSegment(segment, isText) {
  if (segment === '') return { text: '(empty)', oddities: [] };
  if (segment.endsWith('…')) return { text: segment, oddities: ['shortened in this report'] };
  const bare = segment.replace(/[=\s]/g, '').replaceAll('+', '-').replaceAll('/', '_');
  if (!/^[A-Za-z0-9_-]*$/.test(bare) || bare.length % 4 === 1) return { text: segment, oddities: ['not base64url'] };
  const octets = octetsOf(bare);
  const oddities = [
    segment.includes('=') && 'padded',
    /[+/]/.test(segment) && 'standard alphabet',
    /\s/.test(segment) && 'white space',
    base64urlOf(octets) !== bare && "not canonical: the trailing bits aren't zero",
  ].filter(Boolean);
  const text = isText ? utf8TextOf(octets) : undefined;
  return { text: text ?? describeOctets(octets), oddities };
}

/** A part of a token: its name, what it says, what is odd about it. */
function tokenPart(name, className, { text, oddities = [] }) {
  const remarks = oddities.map((oddity) => element('span', { class: 'odd' }, oddity));
  return element('div', { class: 'part token' },
    element('b', { class: className }, name),
    element('div', {}, element('pre', {}, text), remarks));
}

/** The parts of a token in JSON serialization. */
function partsOfJSONToken(text) {
  let token;
  try {
    token = JSON.parse(text);
  } catch {
    return [tokenPart('text', undefined, { text, oddities: ["not JSON, as far as this page's reader goes"] })];
  }
  const signatures = Array.isArray(token.signatures) ? token.signatures.slice(0, 16) : [];
  return [
    encodedMember('payload', 'b', token.payload, true),
    partsOfSignature(token, ''),
    signatures.map((signature, place) => partsOfSignature(signature, ' ' + (place + 1))),
  ];
}

/** The headers and the signature of an element of `signatures`, or of the token itself in the flattened form. */
function partsOfSignature(signature, number) {
  if (signature === null || typeof signature !== 'object') return [];
  return [
    encodedMember('protected header' + number, 'a', signature.protected, true),
    unprotectedHeader('unprotected header' + number, signature.header),
    encodedMember('signature' + number, 'c', signature.signature, false),
  ];
}

function encodedMember(name, className, value, isText) {
  if (value === undefined) return null;
  const content = typeof value === 'string'
    ? decodeSegment(value, isText)
    : { text: JSON.stringify(value), oddities: ['not a string'] };
  return tokenPart(name, className, content);
}

function unprotectedHeader(name, value) {
  return value === undefined ? null : tokenPart(name, 'a', { text: JSON.stringify(value) });
}

/** The text and the parts of a token in compact serialization, or of what should be one. */
function partsOfCompactToken(text) {
  const mostColoured = 64;
  const mostDecoded = 8;
  const segments = text.split('.');
  const named = segmentsByCount[segments.length] ?? [];
  const parts = segments.map((segment, place) => {
    const [name, className] = named[place] ?? ['segment ' + (place + 1), 'd'];
    return { segment, name, className, isText: named[place] === undefined || ['header', 'payload'].includes(name) };
  });
  const coloured = parts.slice(0, mostColoured)
    .map(({ segment, className }) => element('span', { class: className }, segment));
  return [
    element('pre', { class: 'token' }, joined(coloured, '.'), segments.length > mostColoured ? '…' : null),
    segments.length > mostDecoded
      ? hint(segments.length + ' segments')
      : parts.map(({ segment, name, className, isText }) => tokenPart(name, className, decodeSegment(segment, isText))),
  ];
}

/** The parts of a token that isn't UTF-8. */
function partsOfOctets(octets) {
  return [
    tokenPart('octets', undefined, { text: hexOf(octets), oddities: ['not UTF-8'] }),
    tokenPart('as text', undefined, { text: new TextDecoder().decode(octets) }),
  ];
}

function partsOfToken(vector) {
  if (vector.isOctets) return partsOfOctets(octetsOf(vector.token));
  const isJSON = /^[ \t\r\n]*\{/.test(vector.token);
  if (!isJSON) return partsOfCompactToken(vector.token);
  return [element('pre', { class: 'token' }, vector.token), partsOfJSONToken(vector.token)];
}

function tokenSection(vector) {
  const detached = vector.detachedPayload;
  return [
    heading('Token', plural(vector.length, 'octet') + (vector.isShortened ? '; the report holds its beginning' : '')),
    partsOfToken(vector),
    detached === undefined ? null : tokenPart('detached payload', undefined, { text: readableTextOf(detached) }),
  ];
}

