// <button data-print hidden>: prints the page. Without scripts the button stays hidden; there are files to print.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
