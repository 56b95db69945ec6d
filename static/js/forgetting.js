// Pages kept on this device are forgotten when somebody signs out (a form marked data-forget="first"), and where somebody
// is asked to sign in (data-forget="now"): whoever was here before has left.
// Marks that were not sent yet stay: they hold no names, and wait for the person who made them.

import { forgetPages } from "./keeping.js";

const PATIENCE = 1500;

export function forgetFirst(form, forget = forgetPages, later = setTimeout) {
  let gone = false;
  const go = () => {
    if (!gone) form.submit();
    gone = true;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later(go, PATIENCE);
    forget().then(go, go);
  });
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-forget=first]")) forgetFirst(form);
  if (document.querySelector("form[data-forget=now]")) forgetPages();
}
