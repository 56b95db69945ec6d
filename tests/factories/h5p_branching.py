"""Content of H5P.BranchingScenario and H5P.QuestionSet as other sites make it, with what a scenario cannot carry."""

from assessments.studio.exchange.h5p.opening import H5PFile


def file_of(library, params, **changes) -> H5PFile:
    package = {"title": "From elsewhere", "language": "en", "mainLibrary": library, "license": "U"} | changes
    return H5PFile(package, params)


def text_node(text, target, *, title="Untitled Text", **more):
    return _node("H5P.AdvancedText 1.1", {"text": text}, title, nextContentId=target) | more


def question_node(question, *alternatives, title="Untitled Branching Question", **more):
    params = {"branchingQuestion": {"question": question, "alternatives": list(alternatives)}}
    return _node("H5P.BranchingQuestion 1.0", params, title) | more


def other_node(library, params, target, **more):
    return _node(library, params, "Untitled", nextContentId=target) | more


def alternative(text, target, *, subtitle="", **feedback):
    return {
        "text": text,
        "nextContentId": target,
        "feedback": {"title": "", "subtitle": subtitle} | feedback,
    }


def scenario_params(*contents, scoring="no-score", **more):
    screen = {"startScreenTitle": "<p>At the gate</p>", "startScreenSubtitle": "<p>Who <b>decides</b>?</p>"}
    end = {"endScreenTitle": "<p>The end</p>", "endScreenSubtitle": "<p>Thank you</p>", "contentId": -1}
    root = {
        "title": "At the gate",
        "startScreen": screen,
        "endScreens": [end],
        "content": list(contents),
        "scoringOptionGroup": {"scoringOption": scoring, "includeInteractionsScores": False},
    }
    return {"branchingScenario": root | more}


def multi_choice(question, *answers, title="Untitled", **more):
    return {
        "library": "H5P.MultiChoice 1.16",
        "params": {"question": question, "answers": list(answers)} | more,
        "metadata": {"title": title},
    }


def answer(text, *, correct=False, chosen="", tip=""):
    feedback = {"tip": tip, "chosenFeedback": chosen, "notChosenFeedback": ""}
    return {"text": text, "correct": correct, "tipsAndFeedback": feedback}


def true_false(question, correct, **behaviour):
    params = {"question": question, "correct": correct, "behaviour": behaviour}
    return {"library": "H5P.TrueFalse 1.8", "params": params, "metadata": {"title": "Untitled"}}


def _node(library, params, title, **more):
    kind = {"library": library, "params": params, "metadata": {"title": title}}
    return {"type": kind, "proceedButtonText": "Proceed", "feedback": {"title": "", "subtitle": ""}} | more
