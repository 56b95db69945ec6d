// A form marked data-keep-draft is saved as a draft when its page is left or put aside: a call, a dead battery, the
// Back button. Files are not sent, and nothing is where nothing was changed. The two buttons of the form work without.

const HEADERS = { "Content-Type": "application/x-www-form-urlencoded" };
// What the server put into the form, and nobody wrote.
const NOT_WRITTEN = ["csrfmiddlewaretoken", "opened"];

export function keepDraft(form, send) {
  let kept = written(form);
  let busy = false;

  // What is handed in or saved by a button needs no draft on the way out.
  form.addEventListener("submit", () => (busy = true));

  async function keep() {
    const now = written(form);
    if (busy || now === kept) {
      return;
    }
    busy = true;
    try {
      const body = `${texts(form)}&quiet=1`;
      const answer = await send(form.action, { method: "POST", headers: HEADERS, body, keepalive: true });
      if (answer.status === 204) {
        kept = now;
        continueFrom(answer.headers.get("Panah-Saved-At"));
      }
    } catch {
      // No network: it is tried again when the page is put aside the next time.
    }
    busy = false;
  }

  // The next save began with this draft: it does not collide with it.
  function continueFrom(savedAt) {
    if (savedAt && form.elements.opened) {
      form.elements.opened.value = savedAt;
    }
  }

  // A page brought back by the Back button is being written again.
  function release() {
    busy = false;
  }

  return { keep, release };
}

function texts(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(pairs).toString();
}

function written(form) {
  const pairs = new URLSearchParams(texts(form));
  NOT_WRITTEN.forEach((name) => pairs.delete(name));
  return pairs.toString();
}

export function start(root = document, view = window) {
  const forms = [...root.querySelectorAll("form[data-keep-draft]")].map((form) =>
    keepDraft(form, (url, options) => view.fetch(url, options)),
  );
  root.addEventListener("visibilitychange", () => {
    if (root.visibilityState === "hidden") {
      forms.forEach((form) => form.keep());
    }
  });
  view.addEventListener("pageshow", () => forms.forEach((form) => form.release()));
}

if (typeof document !== "undefined") {
  start();
}
