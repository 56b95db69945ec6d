/* One question: radio buttons, a button that checks, one line of feedback. */
var H5P = window.H5P || {};

H5P.PanahChoice = (function (EventDispatcher, tools) {
  function PanahChoice(params, contentId, extras) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
    this.extras = extras || {};
    const state = this.extras.previousState || {};
    this.chosen = typeof state.chosen === "number" ? state.chosen : null;
    this.isAnswered = state.answered === true;
  }

  PanahChoice.prototype = Object.create(EventDispatcher.prototype);
  PanahChoice.prototype.constructor = PanahChoice;

  PanahChoice.prototype.attach = function ($container) {
    const place = $container.get(0);
    place.classList.add("h5p-panah-choice");
    const question = tools.element("div", "h5p-panah-question");
    question.innerHTML = this.params.question;
    place.append(question);
    this.picture(place);
    this.boxes = this.params.answers.map((answer, index) => this.answer(place, answer, index));
    this.button = tools.element("button", "h5p-panah-check", this.params.checkLabel || "Check");
    this.button.type = "button";
    this.button.addEventListener("click", () => this.check());
    this.feedback = tools.element("p", "h5p-panah-feedback");
    this.feedback.setAttribute("role", "status");
    place.append(this.button, this.feedback);
    this.show();
    this.setActivityStarted();
  };

  PanahChoice.prototype.picture = function (place) {
    if (this.params.picture && this.params.picture.path) {
      const picture = tools.element("img", "h5p-panah-picture");
      picture.src = H5P.getPath(this.params.picture.path, this.contentId);
      picture.alt = "";
      place.append(picture);
    }
  };

  PanahChoice.prototype.answer = function (place, answer, index) {
    const label = tools.element("label", "h5p-panah-answer");
    const box = tools.element("input", "h5p-panah-box");
    box.type = "radio";
    box.name = "panah-" + this.contentId + "-" + (this.subContentId || "");
    box.addEventListener("change", () => {
      this.chosen = index;
      this.triggerXAPI("interacted");
    });
    label.append(box, " ", tools.element("span", "h5p-panah-text", tools.plain(answer.text)));
    place.append(label);
    return box;
  };

  PanahChoice.prototype.show = function () {
    this.boxes.forEach((box, index) => {
      box.checked = index === this.chosen;
      box.disabled = this.isAnswered;
    });
    this.button.disabled = this.isAnswered;
    const answer = this.isAnswered ? this.params.answers[this.chosen] : null;
    this.feedback.textContent = answer ? tools.plain(answer.feedback) : "";
  };

  PanahChoice.prototype.check = function () {
    if (this.chosen === null || this.isAnswered) {
      return;
    }
    this.isAnswered = true;
    this.show();
    this.trigger(this.statement());
  };

  /** The statement "answered"; alone it also ends the content, as the player knows it from its verb and score. */
  PanahChoice.prototype.statement = function () {
    const event = this.createXAPIEventTemplate("answered");
    const definition = event.getVerifiedStatementValue(["object", "definition"]);
    Object.assign(definition, {
      description: { "en-US": tools.plain(this.params.question) },
      type: "http://adlnet.gov/expapi/activities/cmi.interaction",
      interactionType: "choice",
      correctResponsesPattern: [this.rightOnes().join("[,]")],
      choices: this.params.answers.map((answer, index) => ({
        id: String(index),
        description: { "en-US": tools.plain(answer.text) },
      })),
    });
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() > 0);
    event.data.statement.result.response = this.chosen === null ? "" : String(this.chosen);
    return event;
  };

  PanahChoice.prototype.rightOnes = function () {
    return this.params.answers.flatMap((answer, index) => (answer.correct ? [index] : []));
  };

  PanahChoice.prototype.getAnswerGiven = function () {
    return this.isAnswered;
  };

  PanahChoice.prototype.getMaxScore = function () {
    return (this.params.behaviour || {}).points || 1;
  };

  PanahChoice.prototype.getScore = function () {
    const answer = this.isAnswered ? this.params.answers[this.chosen] : null;
    return answer && answer.correct ? this.getMaxScore() : 0;
  };

  PanahChoice.prototype.getTitle = function () {
    return (this.extras.metadata || {}).title || tools.plain(this.params.question);
  };

  PanahChoice.prototype.getXAPIData = function () {
    return { statement: this.statement().data.statement };
  };

  PanahChoice.prototype.getCurrentState = function () {
    return this.chosen === null ? {} : { chosen: this.chosen, answered: this.isAnswered };
  };

  PanahChoice.prototype.resetTask = function () {
    this.chosen = null;
    this.isAnswered = false;
    if (this.boxes) {
      this.show();
    }
  };

  return PanahChoice;
})(H5P.EventDispatcher, H5P.PanahTools);
