// Cards to sort: choose every group a card belongs to; the answer opens with the last one that is asked for.

const judge = (chosen, right) => chosen.size === right.size && [...right].every((group) => chosen.has(group));

const bind = (card, changed) => {
  const right = new Set(card.dataset.right.split(" "));
  const answer = card.querySelector("[data-answer]");
  const result = card.querySelector("[data-result]");
  const buttons = [...card.querySelectorAll("[data-group]")];
  card.querySelector("[data-groups]").hidden = false;
  const settle = () => {
    const chosen = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.group));
    if (chosen.size < right.size) return;
    const isRight = judge(chosen, right);
    result.hidden = false;
    result.textContent = isRight ? result.dataset.rightText : result.dataset.wrongText;
    card.dataset.state = isRight ? "right" : "wrong";
    answer.open = true;
    changed();
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") === "true";
      // One group to find: another choice takes the place of the first.
      if (right.size === 1) buttons.forEach((other) => other.setAttribute("aria-pressed", "false"));
      button.setAttribute("aria-pressed", String(!pressed));
      settle();
    });
  }
};

for (const exercise of document.querySelectorAll("[data-sorting]")) {
  const cards = [...exercise.querySelectorAll("[data-right]")];
  const count = exercise.querySelector("[data-count]");
  const changed = () => {
    count.hidden = false;
    count.querySelector("[data-done]").textContent = String(cards.filter((card) => card.dataset.state).length);
  };
  cards.forEach((card) => bind(card, changed));
}
