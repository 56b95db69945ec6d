import assert from "node:assert/strict";
import { test } from "node:test";

import { voiceFor } from "../../static/js/reading-tools.js";

const voices = ["en-GB", "ru-RU", "fa-IR", "fa_AF", "kk-KZ"].map((lang) => ({ lang }));

test("a voice of the region is taken before one of the language", () => {
  assert.equal(voiceFor("fa-AF", voices).lang, "fa_AF");
  assert.equal(voiceFor("en", voices).lang, "en-GB");
});

test("without a voice for the language nothing is read in another", () => {
  assert.equal(voiceFor("tg", voices), null);
  assert.equal(voiceFor("ru", []), null);
});
