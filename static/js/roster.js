// A list of people is checked portion by portion; each is one request, so it can be left or cancelled at any time.
// Without this script the form's own button takes one portion after the other.

export async function checkAll({ ask, show }) {
  for (;;) {
    const answer = await ask();
    if (!answer) {
      return false;
    }
    show(answer);
    if (answer.done) {
      return true;
    }
  }
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

export async function start(root = document, view = window) {
  const form = root.querySelector("[data-roster-check]");
  if (!form) {
    return;
  }
  const bar = root.querySelector("[data-roster-bar]");
  const count = root.querySelector("[data-roster-count]");
  const button = form.querySelector("button");
  button.hidden = true;
  const done = await checkAll({
    ask: () => portion(form),
    show: ({ checked, total }) => {
      bar.max = total;
      bar.value = checked;
      count.textContent = String(checked);
    },
  });
  if (done) {
    view.location.reload();
    return;
  }
  button.hidden = false;
  root.querySelector("[data-roster-failed]").hidden = false;
}

if (typeof document !== "undefined") {
  start();
}
