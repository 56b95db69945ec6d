// The page "Upload a package": the file is sent with a bar that shows how much has arrived, and can be dropped onto the
// page. Without this script the form sends it by itself.

const MEGABYTE = 1024 * 1024;

export function told(words, done, total) {
  const shown = (bytes) => (bytes / MEGABYTE).toFixed(1);
  return words.replace("%(done)s", shown(done)).replace("%(total)s", shown(total));
}

// Why a file is not even sent; "" where it is.
export function refusal(file, { most, tooLarge }) {
  return file && file.size > Number(most) ? tooLarge : "";
}

// What to do with the server's answer: {url} to go to, or {error} to show.
export function answered({ status, text }, { lost }) {
  try {
    const { url, error } = JSON.parse(text);
    if (url || error) {
      return url ? { url } : { error };
    }
  } catch {
    // Not of ours: a proxy, or a page that asks to sign in.
  }
  return { error: status ? `${lost} (${status})` : lost };
}

export function send(form, { words, progress, request = new XMLHttpRequest() }) {
  const sent = new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => progress(event.loaded, event.total));
    request.addEventListener("load", () => resolve(answered({ status: request.status, text: request.responseText }, words)));
    request.addEventListener("error", () => resolve({ error: words.lost }));
    request.addEventListener("abort", () => resolve({}));
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
  return { sent, stop: () => request.abort() };
}

function bind(form, view) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const input = form.querySelector("input[type=file]");
  const words = form.dataset;

  function problem(text) {
    part("problem").textContent = text;
    part("problem").hidden = !text;
  }

  function busy(is) {
    part("progress").hidden = !is;
    part("stop").hidden = !is;
    part("send").hidden = is;
  }

  input.addEventListener("change", () => problem(refusal(input.files[0], words)));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const why = refusal(input.files[0], words);
    problem(why);
    if (why) {
      return;
    }
    busy(true);
    const sending = send(form, {
      words,
      progress: (done, total) => {
        part("bar").max = total;
        part("bar").value = done;
        part("progress-words").textContent = told(words.told, done, total);
      },
    });
    part("stop").onclick = sending.stop;
    const { url, error } = await sending.sent;
    if (url) {
      view.location.assign(url);
      return;
    }
    busy(false);
    problem(error ?? "");
  });

  const drop = part("drop");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.dataset.over = "";
    });
  }
  drop.addEventListener("dragleave", () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    delete drop.dataset.over;
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      problem(refusal(input.files[0], words));
    }
  });
}

export function start(root = document, view = window) {
  root.querySelectorAll("form[data-upload]").forEach((form) => bind(form, view));
}

if (typeof document !== "undefined") {
  start();
}
