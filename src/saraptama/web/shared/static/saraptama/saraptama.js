/* Comfort on top of pages that work without it: keys, menus, kept input. No words here: pages bring their own. */
(() => {
  "use strict";

  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  /* “/” goes to the search box. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const search = document.getElementById("search");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  /* Menus close when the eye leaves them: a click elsewhere, Escape, another menu. */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest("details[data-menu][open]");
    closeMenus(null);
    open?.querySelector("summary").focus();
  });

  /* Rows: a click opens, j and k move, Enter opens. */
  const rowsOf = () => [...document.querySelectorAll("table[data-rows] tr[data-href]")];
  const linkOf = (row) => row.querySelector("th a, td a");
  document.addEventListener("click", (event) => {
    const row = event.target.closest("table[data-rows] tr[data-href]");
    if (!row || event.target.closest("a, button, input, label, summary, select")) return;
    if (String(window.getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
    else linkOf(row)?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (!["j", "k", "о", "л"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    const rows = rowsOf();
    if (!rows.length) return;
    event.preventDefault();
    const current = rows.findIndex((row) => row.classList.contains("is-current"));
    const down = event.key === "j" || event.key === "о"; /* the same keys under a Cyrillic layout */
    const next = current < 0 ? 0 : Math.min(Math.max(current + (down ? 1 : -1), 0), rows.length - 1);
    rows[current]?.classList.remove("is-current");
    rows[next].classList.add("is-current");
    linkOf(rows[next])?.focus();
    rows[next].scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("table[data-rows] tr[data-href]");
    if (!row) return;
    for (const other of document.querySelectorAll("tr.is-current")) other.classList.remove("is-current");
    row.classList.add("is-current");
  });

  /* Messages can be put away. */
  const prepare = (root) => {
    for (const button of root.querySelectorAll("[data-dismiss][hidden]")) {
      button.hidden = false;
      button.addEventListener("click", () => button.closest("[data-dismissable]").remove());
    }
    for (const form of root.querySelectorAll("form[data-draft]")) watchDraft(form);
    root.querySelector("[data-error-summary]")?.focus();
  };

  /* The error summary leads to the field itself, not only to its place on the page. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    (target.closest(".field") ?? target).scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  });

  /* Files may be dropped on the field. */
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.target.closest?.("[data-upload]")?.classList.toggle("is-over", kind === "dragover");
    });
  }

  /* What is typed outlives an expired session: it is kept in this tab only, and goes away with it or when it is sent. */
  const keptKinds = "input:not([type=password]):not([type=file]):not([type=hidden]), textarea, select";
  const draftKey = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
  const read = (form) => {
    const values = [];
    for (const field of form.querySelectorAll(keptKinds)) {
      if (!field.name) continue;
      const choice = field.type === "checkbox" || field.type === "radio";
      values.push([field.name, choice ? field.value : null, choice ? field.checked : field.value]);
    }
    return values;
  };
  const write = (form, values) => {
    for (const [name, choice, value] of values) {
      for (const field of form.querySelectorAll(keptKinds)) {
        if (field.name !== name) continue;
        if (choice === null) field.value = value;
        else if (field.value === choice) field.checked = value;
      }
    }
  };
  const watchDraft = (form) => {
    if (form.dataset.watched) return;
    form.dataset.watched = "yes";
    const key = draftKey(form);
    const note = form.querySelector("[data-draft-note]");
    const offer = form.querySelector("[data-draft-offer]");
    const untouched = JSON.stringify(read(form));
    const kept = sessionStorage.getItem(key);
    const hasErrors = document.querySelector("[data-error-summary]") !== null;
    if (kept && kept !== untouched && !hasErrors && offer) {
      offer.hidden = false;
      offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
        write(form, JSON.parse(kept));
        offer.hidden = true;
      });
      offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
        sessionStorage.removeItem(key);
        offer.hidden = true;
      });
    }
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        sessionStorage.setItem(key, JSON.stringify(read(form)));
        if (note) {
          const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
          note.textContent = `${note.dataset.draftNote} ${time}`;
        }
      }, 400);
    });
  };
  /* Sent input is done with once a page arrives that does not show the form again. */
  const sent = sessionStorage.getItem("draft-sent");
  if (sent) {
    sessionStorage.removeItem("draft-sent");
    const again = [...document.querySelectorAll("form[data-draft]")].some((form) => draftKey(form) === sent);
    const signIn = document.querySelector("input[type=password]") !== null;
    if (!again && !signIn) sessionStorage.removeItem(sent);
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.matches("[data-row-button]")) return;
    if (event.target.dataset.draft) sessionStorage.setItem("draft-sent", draftKey(event.target));
    document.documentElement.classList.add("is-busy");
  });
  window.addEventListener("pageshow", () => document.documentElement.classList.remove("is-busy"));
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  document.addEventListener("DOMContentLoaded", () => prepare(document));
  /* A refusal that came to a fragment is shown as the whole page that it is. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 400 || !event.detail.xhr.responseText) return;
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const content = page.getElementById("content");
    if (!content) return;
    event.detail.shouldSwap = false;
    document.getElementById("content").replaceWith(content);
    content.focus();
  });
})();
