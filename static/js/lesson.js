// What a lesson does in the browser: one file once static files are collected (cms/storage.py), three before.
import "./submit-once.js";
import "./terms.js";
import "./reading-tools.js";
