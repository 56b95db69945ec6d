/* A text with pictures and sound; it has no points. */
var H5P = window.H5P || {};

H5P.PanahNote = (function (EventDispatcher, tools) {
  function PanahNote(params, contentId) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
  }

  PanahNote.prototype = Object.create(EventDispatcher.prototype);
  PanahNote.prototype.constructor = PanahNote;

  PanahNote.prototype.attach = function ($container) {
    const place = $container.get(0);
    place.classList.add("h5p-panah-note");
    const text = tools.element("div", "h5p-panah-text");
    text.innerHTML = this.params.text || "";
    place.append(text);
    (this.params.pictures || []).forEach((file) => this.media(place, "img", file));
    (this.params.sound || []).forEach((file) => this.media(place, "audio", file));
    (this.params.film || []).forEach((file) => this.media(place, "video", file));
    this.setActivityStarted();
  };

  PanahNote.prototype.media = function (place, name, file) {
    if (!file || !file.path) {
      return;
    }
    const made = tools.element(name, "h5p-panah-media");
    made.src = H5P.getPath(file.path, this.contentId);
    if (name === "img") {
      made.alt = "";
    } else {
      made.controls = true;
    }
    place.append(made);
  };

  return PanahNote;
})(H5P.EventDispatcher, H5P.PanahTools);
