"""Parameters of H5P content, and what a player reports of it, in the shapes that were measured."""

SETS = "H5P.QuestionSet"
IDS = tuple(f"11111111-1111-4111-8111-{number:012d}" for number in range(1, 9))


def piece(library: str, params: dict, key: str = "", title: str = "") -> dict:
    """Return a field of the type library."""
    held = {"library": f"{library} 1.2", "params": params, "metadata": {"title": title}}
    return held | ({"subContentId": key} if key else {})


def choice(*right: bool, question="<p>Who may ask for asylum?</p>", **behaviour) -> dict:
    """Return a MultiChoice whose options are right or not; one point for each, unless `behaviour` says otherwise."""
    return {
        "question": question,
        "answers": [
            {"text": f"<div>option {index}</div>", "correct": one} for index, one in enumerate(right)
        ],
        "behaviour": {"type": "auto", "singlePoint": False, "passPercentage": 100} | behaviour,
    }


def truth(right: bool, question="<p>A child is asked alone.</p>") -> dict:
    return {"question": question, "correct": "true" if right else "false"}


def gaps(*questions: str, text="<p>Fill in.</p>", **behaviour) -> dict:
    return {
        "text": text,
        "questions": list(questions),
        "behaviour": {"caseSensitive": False, "acceptSpellingErrors": False} | behaviour,
    }


def drag(text: str, distractors: str = "") -> dict:
    return {"taskDescription": "<p>Drag the words.</p>", "textField": text, "distractors": distractors}


def question_set(*questions: dict, **more) -> dict:
    return {"questions": list(questions), "passPercentage": 50} | more


def alternative(leads_to: int, points: int | None = None, text="Go on", title="") -> dict:
    feedback = {"title": title, "subtitle": ""} | ({} if points is None else {"endScreenScore": points})
    return {"text": text, "nextContentId": leads_to, "feedback": feedback}


def fork(*alternatives: dict, key: str, question="<p>Which way?</p>") -> dict:
    """Return a node that asks where to go on."""
    asked = {"branchingQuestion": {"question": question, "alternatives": list(alternatives)}}
    return {"type": piece("H5P.BranchingQuestion", asked, key)}


def node(library: str, params: dict, key: str, leads_to: int, points: int | None = None) -> dict:
    """Return a node with one way on."""
    feedback = {"title": "", "subtitle": ""} | ({} if points is None else {"endScreenScore": points})
    return {"type": piece(library, params, key), "nextContentId": leads_to, "feedback": feedback}


def branching(*nodes: dict, scoring="dynamic-score", inner=True, ending: int | None = 4) -> dict:
    screen = {"endScreenTitle": "<p>The end</p>"} | ({} if ending is None else {"endScreenScore": ending})
    return {
        "branchingScenario": {
            "title": "<p>At the gate</p>",
            "content": list(nodes),
            "endScreens": [screen],
            "scoringOptionGroup": {"scoringOption": scoring, "includeInteractionsScores": inner},
        }
    }


def said(
    response=None, *, key: str = "", library="H5P.MultiChoice", score=None, children=(), duration="PT2.5S"
) -> dict:
    """Return a node of getXAPIData(): `score` is (raw, max)."""
    iri = "https://panah.example.org/h5p/7" + (f"?subContentId={key}" if key else "")
    result = {"completion": True, "duration": duration}
    if response is not None:
        result["response"] = response
    if score is not None:
        result["score"] = {"min": 0, "raw": score[0], "max": score[1]}
    category = [{"id": f"http://h5p.org/libraries/{library}-1.2", "objectType": "Activity"}]
    statement = {
        "actor": {"name": "somebody else", "mbox": "mailto:somebody@example.org"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": iri, "objectType": "Activity", "definition": {"type": "x"}},
        "context": {"contextActivities": {"category": category}},
        "result": result,
    }
    return {"statement": statement} | ({"children": list(children)} if children else {})


def report(state=None, xapi=None, score=None, max_score=None, duration_ms=4000) -> dict:
    return {
        "score": score,
        "max_score": max_score,
        "duration_ms": duration_ms,
        "xapi": xapi,
        "state": state,
    }
