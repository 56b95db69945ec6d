// A form marked data-submit-once is sent once, however often its button is pressed on a slow line.
// The server is safe without this (a step taken twice changes nothing); it spares people the doubt.

const AGAIN_AFTER = 15000;

export function submitOnce(form) {
  let sent = false;

  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    // aria-disabled, not disabled: a disabled button would not send its own value.
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", "true");
    }
    event.submitter?.classList.add("is-sent");
    setTimeout(release, AGAIN_AFTER);
  });

  // A page brought back by the Back button must not stay locked.
  function release() {
    sent = false;
    for (const button of form.querySelectorAll("button")) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("is-sent");
    }
  }

  return { release };
}

export function start(root = document, view = window) {
  const forms = [...root.querySelectorAll("form[data-submit-once]")].map(submitOnce);
  view.addEventListener("pageshow", () => forms.forEach((form) => form.release()));
}

if (typeof document !== "undefined") {
  start();
}
