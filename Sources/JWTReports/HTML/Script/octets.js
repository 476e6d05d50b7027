// Octets: out of base64url, and as text that a reader can make something of.

/** The octets of base64 or base64url. */
function octetsOf(text) {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64urlOf(octets) {
  const base64 = btoa(String.fromCharCode(...octets));
  return base64.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** The first octets in hexadecimal. */
function hexOf(octets) {
  const most = 48;
  const digits = [...octets.subarray(0, most)].map((octet) => octet.toString(16).padStart(2, '0'));
  return digits.join(' ') + (octets.length > most ? ' …' : '');
}

/** The text that the octets are in UTF-8; undefined where they are no such text. */
function utf8TextOf(octets) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

/** How many octets there are, and the first of them. */
function describeOctets(octets) {
  return plural(octets.length, 'octet') + (octets.length ? ': ' + hexOf(octets) : '');
}

/** What base64url stands for, as text where it is text. */
function readableTextOf(base64url) {
  const octets = octetsOf(base64url);
  return utf8TextOf(octets) ?? describeOctets(octets);
}

