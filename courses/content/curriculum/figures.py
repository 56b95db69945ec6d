"""Pictures, drawings with words, charts: what they need, the words they have, the blocks they become."""

from courses.content.curriculum.items import cited, items
from courses.content.curriculum.shape import OPTIONAL, TEXT


class Picture:
    needs = ("file",)

    def shape(self, screen):
        return {"alt": TEXT, "caption": OPTIONAL}

    def value(self, screen, words, key, units):
        return {
            "drawing": screen["file"],
            "image": None,
            "alt": words["alt"].strip(),
            "caption": words.get("caption", "").strip(),
            "cites": cited(key, screen),
        }


class Diagram:
    needs = ("file", "labels")

    def shape(self, screen):
        return {"alt": TEXT, "caption": OPTIONAL, "labels": dict.fromkeys(screen["labels"], TEXT)}

    def value(self, screen, words, key, units):
        labels = {slot: {"slot": slot, "text": words["labels"][slot].strip()} for slot in screen["labels"]}
        return {
            "drawing": screen["file"],
            "labels": items(key, labels),
            "alt": words["alt"].strip(),
            "caption": words.get("caption", "").strip(),
            "cites": cited(key, screen),
        }


class Chart:
    needs = ("on", "sources", "bars")

    def shape(self, screen):
        bars = {bar["id"]: TEXT for bar in screen["bars"]}
        return {"caption": TEXT, "unit": TEXT, "bars": bars, "note": OPTIONAL}

    def value(self, screen, words, key, units):
        bars = {
            bar["id"]: {"label": words["bars"][bar["id"]].strip(), "value": bar["value"]}
            for bar in screen["bars"]
        }
        return {
            "caption": words["caption"].strip(),
            "unit": words["unit"].strip(),
            "bars": items(key, bars),
            "note": words.get("note", "").strip(),
            "on": screen["on"].isoformat(),
            "sources": items(key, {f"source/{code}": code for code in screen["sources"]}),
            "cites": cited(key, screen),
        }
