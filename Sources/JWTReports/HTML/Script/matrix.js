// The tables of the overview: cells that lead to their vectors, and groups that unfold.

/** Makes links of a row's counts, which stand in the file without an address because there are thousands. */
function linkCells(row) {
  const subject = row.cells[0].textContent.trim();
  [...row.cells].slice(2).forEach((node, index) => {
    if (!/\d/.test(node.textContent)) return;
    const href = `#q/impl=${index}&${row.dataset.query}&verdict=wrong`;
    const title = `${implementations[index].name}: ${subject}`;
    node.replaceChildren(element('a', { href, title }, node.textContent));
  });
}

/** Puts a button before the name of a group that has rows. */
function addFoldButton(group) {
  const name = group.rows[0].cells[0];
  if (group.rows.length < 2) {
    name.prepend(element('span', { class: 'fold' }));
    return;
  }
  const fold = button('▸', () => {
    const isOpen = group.classList.toggle('open');
    fold.textContent = isOpen ? '▾' : '▸';
    fold.setAttribute('aria-expanded', String(isOpen));
  });
  fold.className = 'fold';
  fold.setAttribute('aria-expanded', 'false');
  fold.setAttribute('aria-label', 'Rows of ' + name.textContent);
  name.prepend(fold);
}

/** Puts a button before the table that unfolds all groups. */
function addUnfoldButton(matrix) {
  const unfold = button('Show every row', () => {
    unfold.textContent = matrix.classList.toggle('open') ? 'Show the groups alone' : 'Show every row';
  });
  matrix.closest('.scroll').before(element('p', { class: 'tools' }, unfold));
}

function prepareMatrices() {
  document.querySelectorAll('.matrix tr[data-query]').forEach(linkCells);
  for (const matrix of document.querySelectorAll('.matrix')) {
    if (!matrix.querySelector('tr.topic')) continue;
    [...matrix.tBodies].forEach(addFoldButton);
    addUnfoldButton(matrix);
  }
}

