// The colours of the map come from the style sheet (studio-map.css), so that themes and dark mode count.

const NAMES = [
  "surface", "card", "line", "text", "meta", "focus", "start", "plain",
  "best", "acceptable", "poor", "harmful", "critical", "good", "mixed",
  "good-tint", "mixed-tint", "critical-tint", "blocks", "warns",
];

// Whatever CSS says (var, color-mix, hsl) becomes #rrggbb, which canvas and SVG both understand.
function asHex(context, colour) {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

// `paper`: as printed, whatever the theme of the screen.
export function coloursOf(container, { paper = false } = {}) {
  const probe = document.createElement("span");
  probe.hidden = true;
  const holder = document.createElement("div");
  holder.hidden = true;
  holder.className = paper ? "map map--paper" : "map";
  holder.append(probe);
  container.append(holder);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = {};
  for (const name of NAMES) {
    probe.style.color = `var(--map-${name})`;
    colours[name] = asHex(context, getComputedStyle(probe).color);
  }
  const { fontFamily } = getComputedStyle(container);
  holder.remove();
  return { ...colours, font: fontFamily };
}

// Tells when the theme changes: Wagtail's class on <html>, or the system.
export function onThemeChange(act) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", act);
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => {
    dark.removeEventListener("change", act);
    observer.disconnect();
  };
}
