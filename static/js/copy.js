// Copy buttons: <button data-copy="id of the text" data-copied="what to say then" hidden>.

/** Put a text on the clipboard; where the browser has none (a page without https) select it, and say false. */
export async function copy(source, clipboard, selection) {
  try {
    await clipboard.writeText(source.textContent);
    return true;
  } catch {
    selection.selectAllChildren(source);
    return false;
  }
}

function bind(button) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copy(source, navigator.clipboard, document.getSelection()))) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-copy]").forEach(bind);
