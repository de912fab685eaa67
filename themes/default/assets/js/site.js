// Small comforts, none needed to read: the theme switch, "/" for search,
// keeping the query and the #fragment when changing language, opening tables for print.
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

    addEventListener("beforeprint", () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
