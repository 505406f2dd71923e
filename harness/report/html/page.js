// Sorts and filters tables. Without it the page has all its numbers, in the order of the run.
(() => {
  'use strict';
  const units = {ns: 1, 'µs': 1e3, ms: 1e6, s: 1e9, min: 6e10, B: 1, KiB: 1024, MiB: 1048576, GiB: 1073741824};
  // The first number of a cell in one unit; 3× less and −41 % are changes of one kind.
  const value = (text) => {
    const found = text.replace(/,(?=\d{3})/g, '').match(/([−+-]?)(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(×|%|[a-zA-Zµ]+)?(.*)/);
    if (!found) return null;
    let number = Number(found[2]) * (found[1] === '−' || found[1] === '-' ? -1 : 1);
    if (found[3] === '×' && /^\s*less/.test(found[4])) number = -(1 - 1 / number) * 100;
    else if (found[3] === '×' && /^\s*as/.test(found[4])) number = (number - 1) * 100;
    else number *= units[found[3]] ?? 1;
    return number;
  };
  const cellText = (row, column) => (row.cells[column] ? row.cells[column].textContent.trim() : '');
  const compare = (column, sign) => (a, b) => {
    const [one, other] = [cellText(a, column), cellText(b, column)];
    const [x, y] = [value(one), value(other)];
    if (x !== null && y !== null) return sign * (x - y);
    if (x !== null || y !== null) return x !== null ? -1 : 1;  // what has no number stays at the end
    return sign * one.localeCompare(other);
  };
  const status = document.getElementById('status');
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const name = head.textContent.trim() || 'this column';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = '↕';
      button.setAttribute('aria-label', 'Sort by ' + name);
      head.append(button);
      button.addEventListener('click', () => {
        const next = {ascending: 'descending', descending: null}[head.getAttribute('aria-sort')];
        const order = next === undefined ? 'ascending' : next;
        for (const other of heads) {
          other.removeAttribute('aria-sort');
          other.querySelector('.sort').textContent = '↕';
        }
        if (order) head.setAttribute('aria-sort', order);
        button.textContent = order === 'ascending' ? '↑' : order === 'descending' ? '↓' : '↕';
        const sorted = order ? [...rows].sort(compare(column, order === 'ascending' ? 1 : -1)) : rows;
        body.append(...sorted);
        status.textContent = order ? 'Sorted by ' + name + ', ' + order : 'In the order of the run';
      });
    });
    if (rows.length < 4) continue;
    const label = document.createElement('label');
    label.className = 'filter';
    label.textContent = 'Only rows with ';
    const input = document.createElement('input');
    input.type = 'search';
    input.setAttribute('aria-controls', table.id);
    label.append(input);
    table.parentElement.before(label);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      status.textContent = shown + ' of ' + rows.length + ' rows';
    });
  }
  // A link into what is folded opens it; so does printing.
  const open = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener('hashchange', open);
  window.addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
  open();
})();
