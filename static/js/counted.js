// Words that say how much of something is met come after the page, because counting takes longer than the page.
// Without this script, or without a network, the words that stand there already stay.
export async function fill(element, ask = fetch) {
  try {
    const answer = await ask(element.dataset.counted, { credentials: "same-origin" });
    if (!answer.ok) return;
    const { text } = await answer.json();
    if (text) element.textContent = text;
  } catch {
    // No network: the link beside it leads there all the same.
  }
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-counted]").forEach((element) => fill(element));
}
