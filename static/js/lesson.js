import "./ordering.js";
import "./submit-once.js";
