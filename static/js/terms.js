// Terms explained where they stand. Without JavaScript <a class="term" data-term="t1" href="…#t1"> leads into the
// glossary; with it, the link is a button that opens a note below the word, made from <template data-terms>.

const EDGE = 8;

/** Return where a note begins, counted from the left of its frame, so that it stays inside. All in pixels. */
export function placed(word, note, frame) {
  const wanted = word.left + word.width / 2 - note / 2;
  return Math.max(EDGE, Math.min(wanted, frame - note - EDGE));
}

function buttonFor(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.term = link.dataset.term;
  button.setAttribute("aria-expanded", "false");
  button.append(...link.childNodes);
  link.replaceWith(button);
  return { button, href: link.href };
}

function noteFor(meaning, href, words) {
  const note = document.createElement("span");
  note.className = "term-note";
  note.setAttribute("role", "note");
  note.lang = meaning.lang;
  note.dir = meaning.dir;
  note.append(...meaning.cloneNode(true).childNodes);
  const more = document.createElement("a");
  more.href = href;
  more.textContent = words;
  more.lang = document.documentElement.lang;
  note.append(more);
  return note;
}

function place(button, note) {
  const frame = note.offsetParent.getBoundingClientRect();
  const word = button.getClientRects()[0];
  const left = placed({ left: word.left - frame.left, width: word.width }, note.offsetWidth, frame.width);
  note.style.left = `${left}px`;
  note.style.top = `${word.bottom - frame.top + EDGE / 2}px`;
}

export function start(root) {
  const source = root.querySelector("template[data-terms]");
  if (!source) return;
  const meanings = new Map([...source.content.querySelectorAll("[data-term]")].map((p) => [p.dataset.term, p]));
  let open = null;

  function close() {
    if (!open) return;
    open.note.remove();
    open.button.setAttribute("aria-expanded", "false");
    open = null;
  }

  for (const link of root.querySelectorAll("a.term")) {
    const meaning = meanings.get(link.dataset.term);
    if (!meaning) continue;
    const { button, href } = buttonFor(link);
    button.addEventListener("click", () => {
      const wasOpen = open?.button === button;
      close();
      if (wasOpen) return;
      const note = noteFor(meaning, href, source.dataset.open);
      button.after(note);
      button.setAttribute("aria-expanded", "true");
      open = { button, note };
      place(button, note);
    });
  }
  const isOutside = (node) => open && !open.button.contains(node) && !open.note.contains(node);
  root.addEventListener("click", (event) => isOutside(event.target) && close());
  root.addEventListener("focusin", (event) => isOutside(event.target) && close());
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    open.button.focus();
    close();
  });
  window.addEventListener("resize", () => open && place(open.button, open.note));
}

if (typeof document !== "undefined") start(document);
