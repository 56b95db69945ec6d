// The page "Certificates" of a cohort: an issue goes on portion by portion, each one request, so the page can be left
// at any time; a name is mended, checked again and a sample is shown without leaving the page. All of it works without
// this script by the forms and links themselves.

export async function keepIssuing({ ask, show }) {
  for (;;) {
    const answer = await ask();
    if (!answer) {
      return "lost";
    }
    show(answer);
    if (!answer.goes_on) {
      return "ended";
    }
  }
}

export function told(words, { done, total }) {
  return words.replace("%(done)s", done).replace("%(total)s", total);
}

async function portion(form) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
    return answer.ok && isJson ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function goOn(section, view) {
  const form = section.querySelector("[data-run-go]");
  const words = section.querySelector("[data-run-words]").dataset;
  const title = section.querySelector("[data-run-title]");
  const bar = section.querySelector("[data-run-bar]");
  form.hidden = true;
  const end = await keepIssuing({
    ask: () => portion(form),
    show: (answer) => {
      bar.max = answer.total;
      bar.value = answer.done;
      title.textContent = told(words.told, answer);
    },
  });
  if (end === "lost") {
    title.textContent = words.lost;
    form.hidden = false;
    return;
  }
  // What became of it is told by the page itself, and asked for without going on once more.
  const address = new URL(view.location.href);
  address.searchParams.delete("go");
  view.location.replace(address);
}

export function run(root, view) {
  const section = root.querySelector("[data-run]");
  if (!section) {
    return;
  }
  section.querySelector("[data-run-go]").addEventListener("submit", (event) => {
    event.preventDefault();
    goOn(section, view);
  });
  if (new URL(view.location.href).searchParams.has("go")) {
    goOn(section, view);
  }
}

// A form marked data-stay is sent by itself; of the page that comes back, the part marked data-swap is taken over.
export async function stay(form, submitter, { root, parse, ask = fetch }) {
  const body = new FormData(form);
  if (submitter?.name) {
    body.append(submitter.name, submitter.value);
  }
  const answer = await ask(form.action, { method: "POST", body, credentials: "same-origin" });
  const fresh = parse(await answer.text()).querySelector("[data-swap]");
  if (!fresh) {
    return false;
  }
  root.querySelector("[data-swap]").replaceWith(fresh);
  return true;
}

function mending(root) {
  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-stay]");
    if (!form) {
      return;
    }
    event.preventDefault();
    const row = form.closest("li")?.id;
    const parse = (text) => new DOMParser().parseFromString(text, "text/html");
    const stayed = await stay(form, event.submitter, { root, parse }).catch(() => false);
    if (!stayed) {
      form.submit();
      return;
    }
    const found = row && root.getElementById(row);
    (found?.querySelector("input:not([type=hidden])") ?? found)?.focus({ preventScroll: true });
  });
}

function samples(root) {
  root.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-sample]");
    const dialog = root.querySelector("[data-sample-shown]");
    if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const image = dialog.querySelector("img");
    const problem = dialog.querySelector("p");
    const answer = await fetch(link.href, { credentials: "same-origin" });
    image.hidden = !answer.ok;
    problem.hidden = answer.ok;
    if (answer.ok) {
      URL.revokeObjectURL(image.src);
      image.src = URL.createObjectURL(await answer.blob());
    } else {
      problem.textContent = await answer.text();
    }
    dialog.showModal();
  });
}

export function start(root = document, view = window) {
  run(root, view);
  mending(root);
  samples(root);
}

if (typeof document !== "undefined") {
  start();
}
