"""A scenario as one HTML file that needs nothing else: no network, no other file, no code of others."""

import base64
import json
from hashlib import sha256

from django.utils.html import escape

from assessments.packages.exporting.bundling import script, style

_PAGE = """<!DOCTYPE html>
<html lang="{tag}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="playing">
<header class="header player-bar"><div class="wrap narrow header-row"><p class="player-title">{title}</p></div></header>
<main class="wrap narrow player"><noscript><p>{no_script}</p></noscript></main>
<p class="takeaway-status" role="status" data-status hidden></p>
<script type="application/json" id="scenario">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def write_page(told: dict, *, no_script: str) -> str:
    """Return the file of what telling.tell says; `no_script` stands in it for a browser without scripts."""
    css, code = style(), script()
    first = told["languages"][0]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(code)}'",
            f"style-src '{_digest(css)}'",
            "img-src data:",
            # Where it reports to is known only when it is launched.
            "connect-src http: https:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _PAGE.format(
        tag=first["tag"],
        dir=first["dir"],
        policy=escape(policy).replace("&#x27;", "'"),
        title=escape(told["words"][first["code"]]["title"]),
        style=css,
        no_script=escape(no_script),
        data=_as_json(told),
        script=code,
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _as_json(told: dict) -> str:
    """JSON that no "</script>" and no "<!--" can end or open."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
