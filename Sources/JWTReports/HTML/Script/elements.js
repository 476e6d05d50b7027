// The elements that every page is put together with.

/**
 * Makes an element. Strings among the children become text and never markup; so does what an implementation said.
 *
 * @param {string} tag
 * @param {object} attributes - one that is undefined, null or false is left out; true stands for an empty value
 * @param {...(Node|string|Array|null|undefined|false)} children - lists are flattened, what isn't there is left out
 */
function element(tag, attributes, ...children) {
  const isThere = (value) => value !== undefined && value !== null && value !== false;
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (isThere(value)) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(isThere));
  return node;
}

function small(...children) {
  return element('small', {}, children);
}

function code(text) {
  return element('code', {}, text);
}

/** A link to a page or a part of this file. */
function link(fragment, ...children) {
  return element('a', { href: '#' + fragment }, children);
}

/** A link to another site; the bare text where there is no address. */
function externalLink(address, text) {
  return /^https?:\/\//.test(address ?? '') ? element('a', { href: address, rel: 'noreferrer' }, text) : text;
}

function hint(...children) {
  return element('p', { class: 'hint' }, children);
}

function nothing(text) {
  return element('p', { class: 'none' }, text);
}

function heading(title, remark) {
  return element('h3', {}, title, remark === undefined ? null : [' ', small(remark)]);
}

function button(label, onClick) {
  const node = element('button', { type: 'button' }, label);
  node.addEventListener('click', onClick);
  return node;
}

/** The verdict of a result in its colour. */
function badge(result) {
  if (!result) return null;
  const { state, sign, label } = result.verdict;
  return element('span', { class: 'badge ' + state }, sign + ' ' + label);
}

/** A table that scrolls by itself where it's wider than the page. */
function table(className, headings, rows) {
  return element('div', { class: 'scroll' }, element('table', { class: className },
    element('thead', {}, element('tr', {}, headings)),
    element('tbody', {}, rows)));
}

function columnHeading(content, className) {
  return element('th', { scope: 'col', class: className }, content);
}

function rowHeading(...content) {
  return element('th', { scope: 'row' }, content);
}

function cell(content, className) {
  return element('td', { class: className }, content);
}

/** A list of terms, each with what it means: `[term, content]`. */
function definitions(className, pairs) {
  return element('dl', { class: className },
    pairs.map(([term, content]) => [element('dt', {}, term), element('dd', {}, content)]));
}

/** A command with a button that copies it. */
function command(text) {
  const copy = button('Copy', async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; // Not every browser lets a file from disk have the clipboard.
    }
    copy.textContent = 'Copied';
    setTimeout(() => { copy.textContent = 'Copy'; }, 1500);
  });
  return element('div', { class: 'command' }, element('pre', {}, text), copy);
}

/** The text as a shell takes it for one word. */
function shellQuoted(text) {
  return /^[A-Za-z0-9/:._\-+=@%,]+$/.test(text) ? text : "'" + text.replaceAll("'", "'\\''") + "'";
}

function plural(count, one, many = one + 's') {
  return count + ' ' + (count === 1 ? one : many);
}

/** Things with a separator between them. */
function joined(things, separator) {
  return things.map((thing, place) => [place ? separator : '', thing]);
}

