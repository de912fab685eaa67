// Small comforts, none needed to read: the theme switch, "/" for search,
// keeping the query and the #fragment when changing language, sorting tables, opening them for print.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "fanzha-theme";
  let stored = null;
  try { stored = localStorage.getItem(key); } catch { /* storage may be forbidden */ }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  const start = () => {
    const button = document.querySelector(".theme-switch");
    if (button) {
      const show = () => button.setAttribute("aria-pressed", String(isDark()));
      button.hidden = false;
      show();
      button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        show();
        try { localStorage.setItem(key, root.dataset.theme); } catch { /* lasts for this page */ }
      });
    }

    document.addEventListener("keydown", (event) => {
      const inField = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || inField || event.ctrlKey || event.metaKey || event.altKey) return;
      const field = document.querySelector('input[name="q"]');
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    });

    for (const link of document.querySelectorAll(".languages a")) {
      link.addEventListener("click", () => {
        link.hash = location.hash;
        link.search = location.search;
      });
    }

    // Tables that stand in reading order can be sorted by their columns, and back by the first.
    for (const table of document.querySelectorAll("table[data-sort-hint]")) {
      const [body] = table.tBodies;
      const key = (row, name) => (name === "end" ? row.dataset.end : Number(row.dataset[name]));
      for (const head of table.querySelectorAll("th[data-sort]")) {
        const button = document.createElement("button");
        button.type = "button";
        button.title = table.dataset.sortHint;
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const name = head.dataset.sort;
          const descends = head.ariaSort ? head.ariaSort === "ascending" : name !== "order";
          for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
          head.ariaSort = descends ? "descending" : "ascending";
          const rows = [...body.rows].sort((one, other) => {
            const [a, b] = [key(one, name), key(other, name)];
            return (a < b ? -1 : a > b ? 1 : 0) * (descends ? -1 : 1) || one.dataset.order - other.dataset.order;
          });
          body.append(...rows);
        });
      }
    }

    addEventListener("beforeprint", () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
