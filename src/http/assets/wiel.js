// Adds to the pages, which all work without it: names are offered while one types; what the mouse or the focus is on in
// the list lights up on the map, and the other way round; the arrow keys go through a table of numbers; a button copies
// the address. Own work, no library.
"use strict";

// Where the server stands: the script lies in its folder "assets".
const root = new URL("..", document.currentScript.src);

// Names, as a list below the field (ARIA: combobox with a list box).
for (const field of document.querySelectorAll("input[data-names]")) {
  const form = field.form;
  const list = document.createElement("ul");
  list.id = field.id + "-lijst";
  list.className = "names";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  const box = document.createElement("div");
  box.className = "combobox";
  field.replaceWith(box);
  box.append(field, list, told);
  // The list of the browser itself would lie over ours.
  field.removeAttribute("list");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let asked = null;
  let waiting = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (at + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const take = (option) => {
    field.value = option.dataset.name;
    told.textContent = "";
    close();
    if (field.hasAttribute("data-go")) form.requestSubmit();
  };

  const offer = (places) => {
    close();
    list.append(
      ...places.map((place, at) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + at;
        option.dataset.name = place.name;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const beside = [place.spelling === place.name ? "" : place.spelling, place.province];
        const more = beside.filter((text) => text).join(", ");
        option.textContent = place.name + (more ? " (" + more + ")" : "");
        return option;
      }),
    );
    list.hidden = places.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = field.dataset.names.replace("#", places.length);
  };

  const ask = async () => {
    asked?.abort();
    const typed = field.value.trim();
    if (typed === "") return close();
    asked = new AbortController();
    const query = new URLSearchParams({ q: typed, pageSize: 8, lang: document.documentElement.lang });
    try {
      const answer = await fetch(new URL("api/v1/municipalities?" + query, root), { signal: asked.signal });
      if (answer.ok) offer((await answer.json()).municipalities);
    } catch {
      // A newer question, or no network: the form works without names to choose from.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("blur", () => {
    clearTimeout(waiting);
    asked?.abort();
    close();
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  // Before the field loses the focus, which would close the list.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
}

// List and map: all that is about the same municipality lights up together.
const light = (from, on) => {
  const code = from.closest?.("[data-code]")?.dataset.code;
  if (!code) return;
  for (const one of document.querySelectorAll('[data-code="' + CSS.escape(code) + '"]')) one.classList.toggle("lit", on);
};
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(event, ({ target }) => light(target, on));

// Tables of numbers: one stop for the tab key, and the arrow keys go through them (ARIA: grid).
for (const table of document.querySelectorAll("table.heat")) {
  table.setAttribute("role", "grid");
  const hint = document.querySelector("#pijltjes");
  if (hint) {
    hint.hidden = false;
    table.setAttribute("aria-describedby", hint.id);
  }
  // The frame around it scrolls with the focus, and needs no stop of its own.
  table.parentElement.removeAttribute("tabindex");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a")));
  const links = rows.flat().filter((link) => link);
  const stop = (link) => {
    for (const one of links) one.tabIndex = one === link ? 0 : -1;
  };
  if (links.length > 0) stop(links[0]);
  const place = (link) => {
    const row = rows.findIndex((links) => links.includes(link));
    return [row, rows[row].indexOf(link)];
  };
  // The next link in a direction; cells without one are stepped over.
  const next = (link, down, right) => {
    let [row, column] = place(link);
    do {
      row += down;
      column += right;
    } while (rows[row] && column in rows[row] && !rows[row][column]);
    return rows[row]?.[column];
  };
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows[place(link)[0]].filter((link) => link);
    const to =
      event.key in steps ? next(link, ...steps[event.key])
      : event.key === "Home" ? row[0]
      : event.key === "End" ? row[row.length - 1]
      : undefined;
    if (!to) return;
    event.preventDefault();
    stop(to);
    to.focus();
  });
  table.addEventListener("focusin", ({ target }) => links.includes(target) && stop(target));
}

// The address of the page, to send to somebody: it holds all that was chosen.
for (const item of document.querySelectorAll("[data-copy]")) {
  // Only where the browser lets pages write to the clipboard.
  if (!navigator.clipboard) continue;
  item.hidden = false;
  const told = item.querySelector("[data-copied]");
  item.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    told.textContent = told.dataset.copied;
  });
}
