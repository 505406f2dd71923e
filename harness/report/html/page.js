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
  const put = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  // A wide table is in several parts with the same rows, which are sorted and filtered together.
  const wholes = new Map();
  for (const table of document.querySelectorAll('table.sortable')) {
    const id = table.dataset.partOf ?? table.id;
    wholes.set(id, [...(wholes.get(id) ?? []), table]);
  }
  for (const parts of wholes.values()) {
    const rows = parts.map((part) => [...part.tBodies[0].rows]);
    const inOrder = rows[0].map((_, index) => index);
    const heads = parts.flatMap((part) => [...part.tHead.rows[0].cells]);
    const sort = (part, column, head, name) => {
      const next = {ascending: 'descending', descending: null}[head.getAttribute('aria-sort')];
      const order = next === undefined ? 'ascending' : next;
      for (const other of heads) {
        other.removeAttribute('aria-sort');
        other.lastChild.textContent = '↕';
      }
      if (order) head.setAttribute('aria-sort', order);
      head.lastChild.textContent = order === 'ascending' ? '↑' : order === 'descending' ? '↓' : '↕';
      const by = compare(column, order === 'ascending' ? 1 : -1);
      const sorted = order ? [...inOrder].sort((a, b) => by(rows[part][a], rows[part][b])) : inOrder;
      parts.forEach((one, index) => one.tBodies[0].append(...sorted.map((row) => rows[index][row])));
      status.textContent = order ? 'Sorted by ' + name + ', ' + order : 'In the order of the run';
    };
    parts.forEach((part, index) => [...part.tHead.rows[0].cells].forEach((head, column) => {
      const name = head.textContent.trim() || 'this column';
      const button = put('button', {type: 'button', className: 'sort'}, '↕');
      button.setAttribute('aria-label', 'Sort by ' + name);
      button.addEventListener('click', () => sort(index, column, head, name));
      head.append(button);
    }));
    if (inOrder.length < 4) continue;
    const input = put('input', {type: 'search'});
    input.setAttribute('aria-controls', parts.map((part) => part.id).join(' '));
    parts[0].parentElement.before(put('label', {className: 'filter'}, 'Only rows with ', input));
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of inOrder) {
        const text = rows.map((part) => part[row].textContent).join(' ').toLowerCase();
        const hidden = !words.every((word) => text.includes(word));
        for (const part of rows) part[row].hidden = hidden;
        if (!hidden) shown += 1;
      }
      status.textContent = shown + ' of ' + inOrder.length + ' rows';
    });
  }
  // A link into what is folded opens it; so does printing, for as long as it takes.
  const open = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener('hashchange', open);
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const one of opened) one.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
  open();
})();
