/* What the libraries of the tests share. */
var H5P = window.H5P || {};

H5P.PanahTools = {
  /** Make an element; the text is set as text. */
  element: function (name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) {
      made.textContent = text;
    }
    return made;
  },

  /** Take tags off a text, for names in statements. */
  plain: function (html) {
    const page = new DOMParser().parseFromString(html || "", "text/html");
    return page.body.textContent.trim();
  },
};
