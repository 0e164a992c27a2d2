/* Comfort on top of pages that work without it: keys, menus, kept input. No words here: pages bring their own. */
(() => {
  "use strict";

  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  /* A key by its place: the letter j is the same key under a Cyrillic layout. */
  const cyrillic = "йцукенгшщзфывапролдячсмить";
  const latin = "qwertyuiopasdfghjklzxcvbnm";
  const letterOf = (event) => {
    if (event.code.startsWith("Key")) return event.code.slice(3).toLowerCase();
    const place = cyrillic.indexOf(event.key);
    return place < 0 ? event.key : latin[place];
  };
  const isSlash = (event) => event.key === "/" || (event.code === "Slash" && !event.shiftKey);
  const isQuestion = (event) => event.key === "?" || (event.code === "Slash" && event.shiftKey);

  /* “/” goes to the search box, “?” to the help of this page. */
  document.addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    const search = document.getElementById("search");
    if (isQuestion(event)) {
      event.preventDefault();
      document.querySelector("a[data-help]")?.click();
    } else if (isSlash(event) && search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  /* “g” and then a letter: to a desk. */
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (!isPlain(event) || event.shiftKey) return;
    const letter = letterOf(event);
    if (letter === "g") {
      going = event.timeStamp;
      return;
    }
    const pairs = (document.body.dataset.go ?? "").split(" ");
    const place = pairs.findIndex((part, index) => index % 2 === 0 && part === letter);
    const isSoon = going > 0 && event.timeStamp - going < 1500;
    going = 0;
    if (!isSoon || place < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(pairs[place + 1]);
  });

  /* Ctrl+Enter sends the form; in a repeated row it adds another row. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const form = event.target.closest("form");
    if (!form || form.method !== "post") return;
    event.preventDefault();
    const add = event.target.closest(".repeater")?.querySelector("[name$='-add'][data-row-button]");
    if (add) add.click();
    else form.requestSubmit(form.querySelector(".form-actions button[type=submit]:not([disabled]), button.btn-primary") ?? undefined);
  });

  /* Suggestions under the search box: arrows walk through them, Escape puts them away. */
  const panel = () => document.querySelector("[data-suggestions]");
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".topbar-search");
    if (!box || !panel()) return;
    const links = [...panel().querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      panel().replaceChildren();
      document.getElementById("search").focus();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? document.getElementById("search")).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".topbar-search")) panel()?.replaceChildren();
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
    const letter = letterOf(event);
    if (!["j", "k", "x", "n", "p"].includes(letter) || event.shiftKey || !isPlain(event)) return;
    if (letter === "n" || letter === "p") {
      document.querySelector(letter === "n" ? ".table-block a[rel=next]" : ".table-block a[rel=prev]")?.click();
      return;
    }
    const rows = rowsOf();
    if (!rows.length) return;
    event.preventDefault();
    const current = rows.findIndex((row) => row.classList.contains("is-current"));
    if (letter === "x") {
      rows[current]?.querySelector("input[type=checkbox]")?.click();
      return;
    }
    const down = letter === "j";
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

  /* A form is sent once: the second click of a double click finds it on its way. (The service itself refuses repeats too.) */
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.matches("[data-row-button]")) return;
    const form = event.target;
    if (form.method === "post" && form.dataset.onItsWay) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.onItsWay = "yes";
      setTimeout(() => delete form.dataset.onItsWay, 4000);
    }
    if (form.dataset.draft) sessionStorage.setItem("draft-sent", draftKey(form));
    if (button) document.documentElement.classList.add("is-busy");
  });
  window.addEventListener("pageshow", () => {
    document.documentElement.classList.remove("is-busy");
    for (const form of document.querySelectorAll("form[data-on-its-way]")) delete form.dataset.onItsWay;
  });

  /* Where the eye is after a part of the page was exchanged: in the row that was added, else on the part itself. */
  let pressed = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    pressed = event.detail.elt;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement !== document.body) return;
    const part = document.getElementById(event.detail.target.id);
    if (!part) return;
    const rows = part.querySelectorAll(".repeater-row");
    const field = pressed?.matches?.("[data-row-button]") && rows[rows.length - 1]?.querySelector("input:not([type=hidden]), textarea, select");
    if (!field && !part.hasAttribute("tabindex")) part.tabIndex = -1;
    (field || part).focus({ preventScroll: !field });
  });

  /* What an act did is said aloud: a live region speaks only of what comes into it after the page has opened. */
  document.addEventListener("DOMContentLoaded", () => {
    const said = [...document.querySelectorAll(".toasts .notice-body")].map((note) => note.innerText.trim()).join(" ");
    const announcer = document.querySelector("[data-announcer]");
    if (!said || !announcer) return;
    setTimeout(() => { announcer.textContent = said; }, 150);
    setTimeout(() => { announcer.textContent = ""; }, 10000);
  });

  /* The guided tour frames what it speaks of. */
  const showTour = () => {
    const card = document.querySelector("[data-tour-here=yes]");
    const framed = card && document.querySelector(card.dataset.tour);
    if (!framed) return;
    framed.classList.add("tour-target");
    framed.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("DOMContentLoaded", showTour);

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
