/* Scanning a printed code by the device's camera, where the browser can read codes (Barcode Detection API). No words here.

The button stays hidden elsewhere: the telephone's own camera opens the printed address just as well. */
(() => {
  "use strict";

  const every = 250;
  const wanted = ["qr_code", "code_128"];
  const canFilm = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

  /* What was read goes where a scanner would have typed it: the service knows what it is, and says when it does not. */
  const hand = (form, text) => {
    form.querySelector("input[type=search]").value = text.trim();
    form.requestSubmit();
  };

  const begin = (button, detector) => {
    const form = button.form;
    const frame = form.querySelector("[data-scan-window]");
    const video = frame.querySelector("video");
    let stream = null;

    const end = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
      video.srcObject = null;
      if (frame.open) frame.close();
    };
    const look = async () => {
      if (!stream) return;
      const found = await detector.detect(video).catch(() => []);
      if (!stream) return;
      if (found.length > 0) {
        end();
        hand(form, found[0].rawValue);
      } else setTimeout(look, every);
    };

    button.hidden = false;
    button.addEventListener("click", async () => {
      frame.dataset.state = "looking";
      frame.showModal();
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      } catch {
        frame.dataset.state = "refused";
        return undefined;
      }
      if (!frame.open) return end();
      video.srcObject = stream;
      video.play().catch(() => {});
      return look();
    });
    frame.addEventListener("close", end);
    frame.querySelector("[data-scan-end]").addEventListener("click", end);
  };

  const prepare = async () => {
    const buttons = document.querySelectorAll("[data-scan]");
    if (buttons.length === 0 || !canFilm()) return;
    const known = await window.BarcodeDetector.getSupportedFormats();
    const formats = wanted.filter((format) => known.includes(format));
    if (formats.length === 0) return;
    const detector = new window.BarcodeDetector({ formats });
    for (const button of buttons) begin(button, detector);
  };
  prepare();
})();
