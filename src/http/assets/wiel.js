// Adds two things to the pages, which all work without it: names are offered while one types, and what the mouse or
// the focus is on in the list lights up on the map, and the other way round. Own work, no library.
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
