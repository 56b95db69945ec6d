// Lays a map out in a thread of its own (see map-places.js): dagre takes more than a second for 500 scenes.
//
// The page takes `address` from here, for a thread has to be started by address and the name of a served file has
// its hash in it. In the page, which has a document, nothing else happens.
import * as dagre from "../../lib/dagre.js";
import { placeOf } from "./map-layout.js";

export const address = import.meta.url;

if (typeof document === "undefined" && typeof self !== "undefined") {
  self.addEventListener("message", ({ data: { model, direction } }) => {
    self.postMessage(placeOf(model, dagre, direction));
  });
}
