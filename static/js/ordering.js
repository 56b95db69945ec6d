// An ordering question without JavaScript takes a number per item. Here the items move instead, by two buttons each
// (keyboard and touch alike); the numbers are kept up to date underneath, so the form that is sent is the same.

export function move(items, from, to) {
  if (to < 0 || to >= items.length) {
    return items;
  }
  const moved = [...items];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/* Items that were placed before stand in that order; what has no place follows as it came. */
export function byPlace(items, placeOf) {
  return [...items].sort((a, b) => (placeOf(a) || Infinity) - (placeOf(b) || Infinity) || 0);
}

function button(sign, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  return made;
}

export function orderingList(list) {
  let items = byPlace([...list.children], (item) => Number(item.querySelector("select").value));

  function show(focused) {
    list.append(...items);
    items.forEach((item, index) => {
      item.querySelector("select").value = String(index + 1);
      item.querySelector(".ordering-number").textContent = index + 1;
      const [up, down] = item.querySelectorAll(".ordering-moves button");
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === items.length - 1));
    });
    focused?.focus();
  }

  for (const item of items) {
    const text = item.lastElementChild.textContent;
    const number = document.createElement("span");
    number.className = "ordering-number";
    const moves = document.createElement("span");
    moves.className = "ordering-moves";
    for (const [sign, label, by] of [["↑", list.dataset.up, -1], ["↓", list.dataset.down, 1]]) {
      const made = button(sign, `${label}: ${text}`);
      made.addEventListener("click", () => {
        const from = items.indexOf(item);
        items = move(items, from, from + by);
        show(made);
      });
      moves.append(made);
    }
    item.querySelector(".ordering-place").hidden = true;
    item.prepend(number);
    item.append(moves);
  }
  show();
}

export function start(root = document) {
  root.querySelectorAll("[data-ordering]").forEach(orderingList);
}

if (typeof document !== "undefined") {
  start();
}
