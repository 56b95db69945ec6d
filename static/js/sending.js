// On pages where nothing is marked, marks that wait on the device go on their way all the same: after signing in, say.

import { cookieNamed, sender } from "./attendance.js";
import { keepSending, makeQueue, openStore } from "./queue.js";

export async function begin(root, { view = window, store = openStore() } = {}) {
  const queue = makeQueue({ owner: root.dataset.owner, store: await store });
  const send = sender({
    owner: root.dataset.owner,
    fetch: (...asked) => view.fetch(...asked),
    token: () => cookieNamed("csrftoken", view.document.cookie),
    words: root.dataset,
  });
  const show = async () => {
    const left = (await queue.items()).length;
    root.hidden = !left;
    root.querySelector("[data-waiting]").textContent = left;
  };
  await show();
  const now = keepSending(queue, send, { view, told: show });
  await now();
  return queue;
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-send-marks]")) begin(root);
}
