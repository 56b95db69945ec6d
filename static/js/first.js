// The first sign-in: the square on a slip opens …/account/first/#number.pin. What stands after # is sent to no server;
// it goes into the form, and out of the address. Without JavaScript the person types it.
import "./submit-once.js";

/** Read "#number.pin": {number, pin}, null for what is none. A number may have dots in it, a PIN has digits only. */
export function readSlip(hash) {
  const found = /^#(.+)\.(\d{4})-?(\d{4})$/.exec(hash);
  if (!found) return null;
  try {
    return { number: decodeURIComponent(found[1]), pin: `${found[2]}-${found[3]}` };
  } catch {
    return null;
  }
}

/** Fill the form in, and take number and PIN out of the address: a shared device keeps addresses. */
export function fillIn(form, place, history) {
  const slip = readSlip(place.hash);
  if (place.hash) history.replaceState(null, "", place.pathname + place.search);
  if (!slip) return false;
  form.elements.login.value = slip.number;
  form.elements.password.value = slip.pin;
  return true;
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-slip]");
  if (form && fillIn(form, location, history)) form.querySelector("button").focus();
}
