// A track suggests the rule of qualification that goes with it; a rule that was chosen by hand stays.
export function suggest(track, rule) {
  const suggestions = JSON.parse(track.dataset.suggests || "{}");
  const isUntouched = rule.value === "" || rule.value === rule.dataset.suggested;
  if (!isUntouched) return;
  rule.value = String(suggestions[track.value] ?? "");
  rule.dataset.suggested = rule.value;
}

if (typeof document !== "undefined") {
  const track = document.querySelector("[data-suggests]");
  const rule = document.querySelector("[data-suggested]");
  if (track && rule) track.addEventListener("change", () => suggest(track, rule));
}
