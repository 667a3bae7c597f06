"use strict";
const table = document.getElementById("items");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const search = document.getElementById("search");
const category = document.getElementById("category");
const state = document.getElementById("status");
const count = document.getElementById("count");
const plain = (text) => text.normalize("NFKC").toLowerCase();
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));

function filter() {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const wanted = words.every((word) => texts.get(row).includes(word))
      && (!category.value || row.dataset.category === category.value)
      && (!state?.value || row.dataset.status === state.value);
    row.hidden = !wanted;
    shown += wanted ? 1 : 0;
  }
  count.textContent = count.dataset.words.replace("{shown}", shown).replace("{all}", rows.length);
}

function sort(head, place) {
  const now = head.getAttribute("aria-sort");
  const first = head.classList.contains("number") ? -1 : 1;
  const way = now === null ? first : now === "descending" ? 1 : -1;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
  const isNumber = head.classList.contains("number");
  const value = (row) => {
    const cell = row.cells[place];
    if (!isNumber) return cell.textContent.trim();
    return cell.dataset.sort === undefined || cell.dataset.sort === "" ? null : Number(cell.dataset.sort);
  };
  const ordered = rows.slice().sort((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (left === null || right === null) return (left === null) - (right === null);
    return way * (isNumber ? left - right : left.localeCompare(right, document.documentElement.lang));
  });
  body.append(...ordered);
}

Array.from(table.tHead.rows[0].cells).forEach((head, place) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => sort(head, place));
});
document.getElementById("filters").hidden = false;
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
for (const field of [search, category, state]) field?.addEventListener("input", filter);
filter();
