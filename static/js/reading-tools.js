// Print a lesson, and have it read aloud where the device has a voice for its language. Both are hidden without.

const READABLE = "h2, h3, p, li, th, td, figcaption, summary, [role=img]";

/** Return what is read of an element, in pieces a voice can be stopped between; what is folded away is passed over. */
export function pieces(root) {
  return [...root.querySelectorAll(READABLE)]
    .filter((element) => isOpen(element) && !isInside(element, root))
    .map((element) => (element.getAttribute("aria-label") ?? element.textContent).replace(/\s+/g, " ").trim())
    .filter((text) => text !== "");
}

// A paragraph inside a list item would be heard twice.
function isInside(element, root) {
  const outer = element.parentElement?.closest(READABLE);
  return Boolean(outer && root.contains(outer) && outer !== root);
}

function isOpen(element) {
  const folded = element.closest("details");
  return !folded || folded.open || element.tagName === "SUMMARY";
}

/** Return the voice for a language tag ("fa-AF"): that of the region, else any of the language, else none. */
export function voiceFor(language, voices) {
  const tag = language.toLowerCase();
  const tags = voices.map((voice) => voice.lang.toLowerCase().replace("_", "-"));
  const exact = tags.indexOf(tag);
  const near = tags.findIndex((other) => other.split("-")[0] === tag.split("-")[0]);
  return voices[exact === -1 ? near : exact] ?? null;
}

function bindReading(button, speech) {
  const text = document.querySelector(button.dataset.readAloud);
  const label = button.querySelector("[data-label]");
  const [start, stop] = [label.textContent, button.dataset.stop];
  let isReading = false;
  const settle = (reading) => {
    isReading = reading;
    label.textContent = reading ? stop : start;
    button.setAttribute("aria-pressed", String(reading));
  };
  const show = () => {
    button.hidden = !voiceFor(text.lang, speech.getVoices());
  };
  button.addEventListener("click", () => {
    speech.cancel();
    if (isReading) {
      settle(false);
      return;
    }
    settle(true);
    const said = pieces(text);
    said.forEach((piece, index) => {
      const utterance = new SpeechSynthesisUtterance(piece);
      utterance.voice = voiceFor(text.lang, speech.getVoices());
      utterance.lang = text.lang;
      if (index === said.length - 1) utterance.onend = () => settle(false);
      speech.speak(utterance);
    });
  });
  speech.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", () => speech.cancel());
  show();
}

if (typeof document !== "undefined") {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if ("speechSynthesis" in window) {
    for (const button of document.querySelectorAll("[data-read-aloud]")) bindReading(button, window.speechSynthesis);
  }
}
