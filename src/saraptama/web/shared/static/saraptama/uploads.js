/* Large files piece by piece by the tus 1.0 protocol; goes on after a cut and after the page was closed. No words here. */
(() => {
  "use strict";

  const box = document.querySelector("[data-uploads]");
  if (!box || !window.fetch) return;
  box.hidden = false;

  const input = box.querySelector("input[type=file]");
  const bar = box.querySelector("progress");
  const state = box.querySelector("[data-upload-state]");
  const [start, pause, resume] = ["start", "pause", "resume"].map((name) => box.querySelector(`[data-upload-${name}]`));
  const words = Object.fromEntries([...box.querySelectorAll("[data-word]")].map((li) => [li.dataset.word, li.textContent]));
  const piece = Number(box.dataset.piece);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = (more) => ({ "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...more });
  let stopped = false;

  /* As the page itself writes sizes: its unit's words come with it, its comma by its language. */
  const number = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "ru", { maximumFractionDigits: 1 });
  const sized = (bytes) => {
    const big = bytes >= 1073741824;
    return `${number.format(bytes / (big ? 1073741824 : 1048576))} ${words[big ? "gb" : "mb"]}`;
  };
  const say = (word, values = {}) => {
    state.textContent = words[word].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
  const show = (offset, size) => {
    bar.value = Math.floor((1000 * offset) / size);
    return { percent: Math.floor((100 * offset) / size), done: sized(offset), all: sized(size) };
  };
  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  /* An upload of the same name and size that has not ended: from this browser or any other of the same person. */
  const begun = (file) => {
    const open = [...document.querySelectorAll("[data-upload-open]")];
    return open.find((li) => li.dataset.name === file.name && Number(li.dataset.size) === file.size)?.dataset.uploadOpen;
  };

  const announce = async (file) => {
    const told = { filename: file.name, filetype: file.type, object: box.dataset.object };
    const metadata = Object.entries(told).map(([name, value]) => `${name} ${base64(new TextEncoder().encode(value))}`);
    const answer = await fetch(box.dataset.uploads, {
      method: "POST",
      headers: headers({ "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") }),
    });
    if (answer.status !== 201) throw new Refused(await answer.text());
    return answer.headers.get("Location");
  };

  class Refused extends Error {}

  const offsetOf = async (address) => {
    const answer = await fetch(address, { method: "HEAD", headers: headers({}) });
    if (answer.status !== 200) throw new Refused(String(answer.status));
    return Number(answer.headers.get("Upload-Offset"));
  };

  const sendPiece = async (address, file, offset) => {
    const body = await file.slice(offset, offset + piece).arrayBuffer();
    const digest = window.crypto?.subtle ? base64(new Uint8Array(await crypto.subtle.digest("SHA-256", body))) : "";
    const answer = await fetch(address, {
      method: "PATCH",
      headers: headers({
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(offset),
        ...(digest ? { "Upload-Checksum": `sha256 ${digest}` } : {}),
      }),
      body,
    });
    if (answer.status === 204) return Number(answer.headers.get("Upload-Offset"));
    if ([409, 423, 460].includes(answer.status) || answer.status >= 500) return offsetOf(address);
    throw new Refused(await answer.text());
  };

  const send = async (file) => {
    let address = begun(file) ?? (await announce(file));
    let offset = await offsetOf(address);
    let pauseFor = 1;
    while (offset < file.size && !stopped) {
      say("going", show(offset, file.size));
      try {
        offset = await sendPiece(address, file, offset);
        pauseFor = 1;
      } catch (error) {
        if (error instanceof Refused) throw error;
        say("waiting");
        await wait(pauseFor);
        pauseFor = Math.min(pauseFor * 2, 30);
        try { offset = await offsetOf(address); } catch (still) { if (still instanceof Refused) throw still; }
      }
    }
    const now = show(offset, file.size);
    if (stopped) return say("paused", now);
    say("arrived");
    pause.hidden = true;
    await wait(2);
    window.location.assign(box.dataset.done);
  };

  const run = async () => {
    const file = input.files[0];
    if (!file) return say("choose");
    stopped = false;
    [start.hidden, pause.hidden, resume.hidden] = [true, false, true];
    try {
      await send(file);
    } catch (error) {
      say("refused", { reason: error.message });
      [start.hidden, pause.hidden, resume.hidden] = [false, true, true];
    }
  };
  start.addEventListener("click", run);
  resume.addEventListener("click", run);
  pause.addEventListener("click", () => {
    stopped = true;
    [pause.hidden, resume.hidden] = [true, false];
  });
})();
