// A link of the translation board that ends with #first-gap leads to the first string without a translation.
// wagtail-localize builds its editor in the browser, so the string is waited for.
const WAIT = 15_000;

export function findGap(editor) {
  return editor.querySelector("li.incomplete");
}

export function openGap(gap) {
  gap.scrollIntoView({ block: "center" });
  const button = gap.querySelector("button, textarea, input");
  button?.focus({ preventScroll: true });
}

function start() {
  const editor = document.querySelector(".js-translation-editor");
  if (!editor || window.location.hash !== "#first-gap") return;
  const look = () => {
    const gap = findGap(editor);
    if (gap) openGap(gap);
    return gap;
  };
  if (look()) return;
  const observer = new MutationObserver(() => look() && observer.disconnect());
  observer.observe(editor, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), WAIT);
}

if (typeof document !== "undefined") start();
