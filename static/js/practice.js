// What a form with a draft does in the browser: one file once static files are collected (cms/storage.py).
import "./submit-once.js";
import "./keep-draft.js";
