// Statements in QR codes, checked without network: certificates/verification/pocket.py says byte by byte what they are.

import { readings } from "./naming.js";

const VERSION = 1;
const [HEAD, DIGEST, SIGNATURE] = [27, 5, 64];
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;
const ROUNDS = 10_000;
const CODE = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const KINDS = ["completion", "letter", "trainer"];
// A day begins earlier or later where the key was made than where the phone thinks it does.
const SLACK = DAY;

/** Returns {code, statement} of what was scanned, pasted or typed; either is "" where it is not there. */
export function partsOf(text) {
  const [address, statement = ""] = text.trim().split("#");
  const path = address.includes("/verify/") ? address.split("/verify/").pop().split(/[/?]/)[0] : address;
  const code = path
    .toUpperCase()
    .replace(/[OILU]/g, (letter) => ({ O: "0", I: "1", L: "1", U: "V" })[letter])
    .replace(/[\s-]/g, "");
  return { code: CODE.test(code) ? code : "", statement: /^[\w-]{120,}$/.test(statement) ? statement : "" };
}

/** Returns the statement as its parts, days as "YYYY-MM-DD"; null where it is none. Nothing of it is checked. */
export function read(text) {
  const content = bytesOf(text);
  if (!content || content.length < HEAD + SIGNATURE || content[0] !== VERSION) return null;
  const number = (place, count) => content.subarray(place, place + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const day = (place) => new Date(FIRST_DAY + number(place, 2) * DAY).toISOString().slice(0, 10);
  return {
    key: toText(content.subarray(1, 7)),
    academy: hex(content.subarray(7, 11)),
    issued: day(11),
    until: number(13, 2) ? day(13) : "",
    kind: KINDS[content[15]] ?? "completion",
    cycle: content[16],
    names: [content.subarray(17, 17 + DIGEST), content.subarray(17 + DIGEST, HEAD)].map(hex),
    number: String.fromCharCode(...content.subarray(HEAD, -SIGNATURE)),
    signed: content.subarray(0, -SIGNATURE),
    signature: content.subarray(-SIGNATURE),
  };
}

/**
 * Returns {state, statement, key}: "genuine"; "altered" where it is not, or no academy of this site signed it; "newer"
 * where it was issued after the keys were fetched, by a key that is not among them; "no-keys"; "no-statement".
 */
export async function check({ code, statement: text }, known, subtle = globalThis.crypto.subtle) {
  if (!text) return { state: "no-statement" };
  const statement = code && read(text);
  if (!statement) return { state: "altered" };
  if (!known?.keys?.length) return { state: "no-keys", statement };
  const keys = known.keys.filter((key) => key.kid.startsWith(statement.key) && key.academy === statement.academy);
  for (const key of keys) {
    if (signedThen(statement, key) && (await signedBy(key, statement, code, subtle))) return { state: "genuine", statement, key };
  }
  return { state: !keys.length && statement.issued >= known.fetched ? "newer" : "altered", statement };
}

/** Tells whether a name that is typed is the one on the certificate. */
export async function namesPerson(statement, code, typed, subtle = globalThis.crypto.subtle) {
  for (const reading of readings(typed)) {
    if (statement.names.includes(await digestOf(reading, code, subtle))) return true;
  }
  return false;
}

async function digestOf(name, code, subtle) {
  const [secret, salt] = [name, code].map((text) => new TextEncoder().encode(text));
  const key = await subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const bits = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 8 * DIGEST);
  return hex(new Uint8Array(bits));
}

function signedThen({ issued }, { from, until }) {
  const day = Date.parse(issued);
  return day >= Date.parse(from) - SLACK && (!until || day <= Date.parse(until) + SLACK);
}

async function signedBy({ x, y }, { signed, signature }, code, subtle) {
  const content = new Uint8Array([...signed, ...new TextEncoder().encode(code)]);
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, curve, false, ["verify"]);
  return subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, content);
}

function bytesOf(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

const toText = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
