// The editor of a template of certificates: the preview follows the form, placeholders are put in by a click.
const QUIET = 500; // milliseconds without a key before the preview is asked for

export function insertAt(text, start, end, piece) {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length };
}

// Calls `act` once, `wait` milliseconds after the last of many calls.
export function settled(act, wait, timers = globalThis) {
  let timer;
  return () => {
    timers.clearTimeout(timer);
    timer = timers.setTimeout(act, wait);
  };
}

// What is to be shown below a field; "" for a field without a fault.
export function faultOf(answer, name) {
  return (answer.faults[name] ?? []).join(" ");
}

export function tell(places, textOf) {
  for (const place of places) {
    place.textContent = textOf(place);
    place.hidden = !place.textContent;
  }
}

// Pictures the server took and found fit go on as text, so that a file is sent once. `files` are those that were sent:
// one chosen since then stays.
export function takeSent(fields, answer, files) {
  const taken = Object.keys(answer.sent).filter((name) => fields[name].files[0] === files[name]);
  for (const name of taken) {
    fields[`${name}_sent`].value = answer.sent[name];
    fields[name].value = "";
  }
  return taken;
}

function chosen(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  return Object.fromEntries(inputs.map((input) => [input.name, input.files[0]]));
}

function build(form) {
  const picture = form.querySelector("[data-picture]");
  const problem = form.querySelector("[data-problem]");
  const faults = [...form.querySelectorAll("[data-fault]")];
  const notices = [...form.querySelectorAll("[data-notice]")];
  let asked;

  const show = (answer, files) => {
    if (answer.picture) picture.src = answer.picture;
    picture.hidden = !answer.picture;
    say(answer.problem);
    tell(faults, (place) => faultOf(answer, place.dataset.fault));
    tell(notices, (place) => answer.notices[place.dataset.notice] ?? "");
    for (const name of takeSent(form.elements, answer, files)) {
      form.querySelector(`[data-remove="${name}"]`).hidden = false;
    }
  };
  const say = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  const ask = async () => {
    asked?.abort();
    const mine = (asked = new AbortController());
    const files = chosen(form);
    picture.toggleAttribute("data-waiting", true);
    try {
      const response = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        signal: mine.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      show(await response.json(), files);
    } catch (error) {
      if (error.name !== "AbortError") say(form.dataset.offline);
    } finally {
      if (mine === asked) picture.removeAttribute("data-waiting");
    }
  };
  const soon = settled(ask, QUIET);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);

  offerGaps(form, soon);
  followTab(form, soon);
}

// Who opens the words of a language sees the sample in it.
function followTab(form, changed) {
  form.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (!tab) return;
    form.elements.sample_language.value = languageOf(tab.id);
    changed();
  });
}

// See js/words.js: tab-words-fa-af.
export function languageOf(tab) {
  return tab.replace(/^tab-words-/, "");
}

// The list of placeholders becomes buttons that put them where the caret was last.
function offerGaps(form, changed) {
  let field = null;
  form.addEventListener("focusin", (event) => {
    if ("gaps" in event.target.dataset) field = event.target;
  });
  for (const code of form.querySelectorAll("[data-gap]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dz-gap";
    button.textContent = code.textContent;
    code.replaceWith(button);
    button.addEventListener("click", () => {
      const into = field ?? firstShown(form);
      if (!into) return;
      const made = insertAt(into.value, into.selectionStart, into.selectionEnd, button.textContent);
      into.value = made.text;
      into.focus();
      into.setSelectionRange(made.caret, made.caret);
      into.dispatchEvent(new Event("input", { bubbles: true }));
      changed();
    });
  }
}

function firstShown(form) {
  return [...form.querySelectorAll("[data-gaps]")].find((one) => !one.closest("[hidden]"));
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("[data-design]")) build(form);
}
