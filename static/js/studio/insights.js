// The heat map of a scenario. Without it the page has the same numbers in its tables.
import { createMap } from "./map.js";

const data = JSON.parse(document.getElementById("insights-map").textContent);
const place = document.querySelector("[data-insights-map]");

function goTo(row) {
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

function rowsOf(scene) {
  return [...document.querySelectorAll("tr[data-scene]")].filter((row) => row.dataset.scene === scene);
}

const map = createMap(place, {
  strings: data.strings,
  onSelect: (scene) => goTo(rowsOf(scene)[0]),
  onSelectChoice: (scene, choice) => goTo(rowsOf(scene).find((row) => row.dataset.choice === choice)),
});
map.update(data.doc, { language: data.language, heat: data.heat });

function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const pictures = {
  svg: async () => new Blob([map.toSvg()], { type: "image/svg+xml" }),
  png: () => map.toPng(),
};

for (const button of document.querySelectorAll("[data-insights-picture]")) {
  const kind = button.dataset.insightsPicture;
  button.hidden = false;
  button.addEventListener("click", async () => keep(await pictures[kind](), `${data.name}.${kind}`));
}
