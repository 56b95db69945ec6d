/* Parts one below the other, each content of its own with an id; the button at the end completes the whole. */
var H5P = window.H5P || {};

H5P.PanahSeries = (function (EventDispatcher, tools) {
  function PanahSeries(params, contentId, extras) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
    this.extras = extras || {};
    const states = (this.extras.previousState || {}).parts || [];
    this.parts = params.parts.map((part, index) =>
      H5P.newRunnable(part, contentId, undefined, true, { parent: this, previousState: states[index] || {} })
    );
  }

  PanahSeries.prototype = Object.create(EventDispatcher.prototype);
  PanahSeries.prototype.constructor = PanahSeries;

  PanahSeries.prototype.attach = function ($container) {
    const place = $container.get(0);
    place.classList.add("h5p-panah-series");
    place.append(tools.element("h2", "h5p-panah-title", tools.plain(this.params.title)));
    this.parts.forEach((part) => {
      const room = tools.element("section", "h5p-panah-part");
      place.append(room);
      part.attach(H5P.jQuery(room));
    });
    this.button = tools.element("button", "h5p-panah-finish", this.params.finishLabel || "Finish");
    this.button.type = "button";
    this.button.addEventListener("click", () => this.finish());
    place.append(this.button);
    this.setActivityStarted();
  };

  PanahSeries.prototype.finish = function () {
    this.button.disabled = true;
    this.trigger(this.statement("completed"));
  };

  PanahSeries.prototype.statement = function (verb) {
    const event = this.createXAPIEventTemplate(verb);
    const definition = event.getVerifiedStatementValue(["object", "definition"]);
    definition.type = "http://adlnet.gov/expapi/activities/cmi.interaction";
    definition.interactionType = "compound";
    const needed = ((this.params.passPercentage || 0) / 100) * this.getMaxScore();
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() >= needed);
    return event;
  };

  PanahSeries.prototype.sum = function (name) {
    return this.parts.reduce((sum, part) => sum + (part[name] ? part[name]() : 0), 0);
  };

  PanahSeries.prototype.getScore = function () {
    return this.sum("getScore");
  };

  PanahSeries.prototype.getMaxScore = function () {
    return this.sum("getMaxScore");
  };

  PanahSeries.prototype.getAnswerGiven = function () {
    return this.parts.some((part) => part.getAnswerGiven && part.getAnswerGiven());
  };

  PanahSeries.prototype.getTitle = function () {
    return tools.plain(this.params.title);
  };

  PanahSeries.prototype.getXAPIData = function () {
    return {
      statement: this.statement("completed").data.statement,
      children: this.parts.filter((part) => part.getXAPIData).map((part) => part.getXAPIData()),
    };
  };

  PanahSeries.prototype.getCurrentState = function () {
    return { parts: this.parts.map((part) => (part.getCurrentState ? part.getCurrentState() : {})) };
  };

  PanahSeries.prototype.resetTask = function () {
    this.parts.forEach((part) => part.resetTask && part.resetTask());
    if (this.button) {
      this.button.disabled = false;
    }
  };

  return PanahSeries;
})(H5P.EventDispatcher, H5P.PanahTools);
