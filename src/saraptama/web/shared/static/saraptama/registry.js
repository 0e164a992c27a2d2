/* Typing from paper: rows by the keyboard, the scan kept as soon as it is chosen. Everything works without this file. */
(() => {
  "use strict";

  const rowsOf = (element) => element.closest(".repeater");
  const addButton = (rows) => rows?.querySelector("button[name$='-add']");

  const isLast = (element, rows) => [...rows.querySelectorAll(".repeater-row input, .repeater-row select, .repeater-row textarea")].pop() === element;

  /* Ctrl+Enter adds a row to the list one is in; Enter in its very last field does the same. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.altKey || event.metaKey || event.shiftKey) return;
    const rows = event.target instanceof Element ? rowsOf(event.target) : null;
    const button = addButton(rows);
    if (!button || !event.ctrlKey && !(isLast(event.target, rows) && event.target.matches("input"))) return;
    event.preventDefault();
    button.click();
  });

  /* Enter goes on to the next field of the form; only a button sends it. Without this a stray Enter would send half an order. */
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.key !== "Enter" || event.ctrlKey || event.altKey) return;
    const form = event.target.closest?.("form[data-typed]");
    if (!form || !event.target.matches("input:not([type=submit]):not([type=button])")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button, summary")].filter(
      (field) => !field.disabled && field.tabIndex >= 0 && field.getClientRects().length > 0,
    );
    fields[fields.indexOf(event.target) + 1]?.focus();
  });

  /* Alt and a key of the form: by the place of the key, so that it works under a Cyrillic layout too. */
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const key = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
    const target = /^[a-z0-9]$/.test(key) && document.querySelector(`main [accesskey="${key}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("a[href^='#']")) {
      const part = document.querySelector(target.getAttribute("href"));
      (part?.querySelector("input:not([type=hidden]), select, textarea") ?? part)?.focus();
    } else if (target.matches("a, button")) target.click();
    else target.focus();
  });

  /* The scan is kept as soon as it is chosen. */
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("form[data-typed] input[type=file][name=scan]")) return;
    event.target.form.querySelector("button[name=attach]")?.click();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
  });
  for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
})();
