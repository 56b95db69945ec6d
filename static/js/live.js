// A page that keeps itself up to date: it is fetched again every few seconds, and what has changed is put in place.
// Elements with an id and [data-live] are replaced; of those with [data-live-class] only the class is.

const EVERY = 5000;

/** Put the live parts of a newer copy of the page in place; what somebody is using there stays. */
export function renew(page, newer, active) {
  for (const part of newer.querySelectorAll("[data-live]")) {
    const old = page.getElementById(part.id);
    if (old && !old.contains(active) && old.outerHTML !== part.outerHTML) old.replaceWith(page.importNode(part, true));
  }
  for (const part of newer.querySelectorAll("[data-live-class]")) {
    const old = page.getElementById(part.id);
    if (old && old.className !== part.className) old.className = part.className;
  }
}

async function look() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { redirect: "error" });
    if (!response.ok) return;
    const newer = new DOMParser().parseFromString(await response.text(), "text/html");
    renew(document, newer, document.activeElement);
  } catch {
    // The line is down; the next look may be luckier.
  }
}

if (typeof document !== "undefined" && document.querySelector("[data-live]")) setInterval(look, EVERY);
