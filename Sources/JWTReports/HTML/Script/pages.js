// Which page the address names, and showing it.

const overview = document.getElementById('overview');
const page = document.getElementById('page');
const overviewTitle = document.title;

/** Where the overview was left, so that a reader comes back to the same place. */
let overviewScroll = 0;

/** How each kind of page is made, by the letter that begins its fragment. */
const pageMakers = {
  v: vectorPage,
  i: implementationPage,
  a: attackPage,
  s: sequencePage,
  q: listPage,
};

/** What stands behind the `#`, as it is written. */
function currentFragment() {
  return location.hash.slice(1);
}

/** The fragment with its escapes resolved, or as it is where they are broken. */
function decodedFragment() {
  try {
    return decodeURIComponent(currentFragment());
  } catch {
    return currentFragment();
  }
}

function showCurrentPage() {
  const fragment = decodedFragment();
  fillForm(queryOf(currentFragment()));
  const [, kind, rest] = /^([aiqsv])\/(.*)$/s.exec(fragment) ?? [];
  // A query has escapes of its own.
  if (kind) showPage(kind, kind === 'q' ? currentFragment().slice(2) : rest);
  else showOverview(fragment);
}

function showPage(kind, rest) {
  const isFromOverview = !overview.hidden;
  if (isFromOverview) overviewScroll = window.scrollY;
  page.replaceChildren(...pageMakers[kind](rest).flat(Infinity).filter(Boolean));
  page.hidden = false;
  overview.hidden = true;
  chosenRow.forget();
  if (isFromOverview || kind !== 'q') window.scrollTo(0, 0);
  document.title = `${page.querySelector('h1').textContent} · ${overviewTitle}`;
}

function showOverview(anchor) {
  const isFromPage = overview.hidden;
  page.hidden = true;
  overview.hidden = false;
  document.title = overviewTitle;
  const target = anchor && document.getElementById(anchor);
  if (target?.tagName === 'DETAILS') target.open = true;
  if (target) target.scrollIntoView();
  else if (isFromPage) window.scrollTo(0, overviewScroll);
}

