// The file that somebody has is compared by its digest, made here: the file itself leaves the device only where it is
// not the one that was issued, for its signature to be looked at.

const MOST_BYTES = 1024 * 1024;

/** Returns the SHA-256 of a file in hexadecimal digits. */
export async function digestOf(file, subtle = globalThis.crypto.subtle) {
  const bytes = new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tells whether the digest says it all, so that the file need not be sent. A question that fails says nothing. */
export async function saysItAll(url, digest, { token, fetch = globalThis.fetch }) {
  const body = new URLSearchParams({ sha256: digest, csrfmiddlewaretoken: token });
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return false;
  return ["issued", "of another"].includes((await answer.json()).paper);
}

async function send(form) {
  const [file] = form.elements.file.files;
  if (file && file.size <= MOST_BYTES) {
    const digest = await digestOf(file);
    if (await saysItAll(form.action, digest, { token: form.elements.csrfmiddlewaretoken.value })) {
      form.elements.file.disabled = true;
      return sendDigest(form, digest);
    }
  } else if (file) {
    // A file that is never read need not be sent; the server says so by its size alone.
    form.elements.file.disabled = true;
    return sendDigest(form, "", file.size);
  }
  return form.submit();
}

function sendDigest(form, digest, size = 0) {
  const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(size ? field("size", size) : field("sha256", digest));
  form.submit();
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-file-check]");
  if (form && globalThis.crypto?.subtle) {
    form.querySelector("[data-without-script]").hidden = true;
    form.querySelector("[data-with-script]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("button").disabled = true;
      send(form);
    });
    // Gone back to: the form is as it was.
    window.addEventListener("pageshow", () => {
      form.querySelector("button").disabled = false;
      form.elements.file.disabled = false;
      form.querySelectorAll("[name=sha256], [name=size]").forEach((field) => field.remove());
    });
  }
}
