// Searching works without this; with it, records are suggested while the words are typed.
"use strict";

const WAIT = 150; // milliseconds without a keystroke
const MOST = 8;

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);

function suggest(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  const box = document.createElement("span");
  box.className = "combobox";
  input.replaceWith(box);
  box.append(input, list);
  input.setAttribute("role", "combobox");
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer;
  let asking = new AbortController();
  let chosen = -1;

  function show(rows) {
    choose(-1);
    list.replaceChildren(...rows.map((row, number) => option(row, `${list.id}-${number}`)));
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function option(row, id) {
    const item = document.createElement("li");
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = row.url;
    const kind = document.createElement("span");
    kind.className = "label";
    kind.textContent = row.kind;
    item.append(row.title.length > 120 ? `${row.title.slice(0, 120)}…` : row.title, " ", kind);
    // Before the field loses the focus, which closes the list.
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      location.assign(row.url);
    });
    return item;
  }

  function choose(number) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const item = list.children[chosen];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const words = input.value.trim();
    asking.abort();
    asking = new AbortController();
    if (words.length < 2) return show([]);
    const query = new URLSearchParams({ q: words, page_size: MOST });
    try {
      const response = await fetch(`${input.dataset.suggest}?${query}`, { signal: asking.signal });
      show(response.ok ? (await response.json()).results : []);
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  }

  function stop() {
    clearTimeout(timer);
    asking.abort();
    show([]);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", stop);
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") stop();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else return;
    event.preventDefault();
  });
}
