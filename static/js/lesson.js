// What a lesson does in the browser. The forms first; terms can wait.
import "./submit-once.js";
import "./terms.js";
