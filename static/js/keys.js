// The form of a new key: what it may do follows the boxes that are ticked.
// <form data-key-form> with boxes named "scopes", and <li data-allowed-by="scope scope …" [data-given]>.

/** Say whether one of the scopes that are enough ("a b c") is among those ticked. */
export function isGiven(allowedBy, ticked) {
  return allowedBy.split(" ").some((scope) => ticked.includes(scope));
}

export function bind(form) {
  const show = () => {
    const ticked = [...form.querySelectorAll("[name=scopes]:checked")].map((box) => box.value);
    for (const item of form.querySelectorAll("[data-allowed-by]")) {
      item.toggleAttribute("data-given", isGiven(item.dataset.allowedBy, ticked));
    }
  };
  // Away, not only hidden: the Enter key presses the first button of a form.
  for (const button of form.querySelectorAll("[data-without-script]")) button.remove();
  form.addEventListener("change", show);
  show(); // the Back button brings ticks back, not what was shown for them
}

if (typeof document !== "undefined") document.querySelectorAll("[data-key-form]").forEach(bind);
