"""PDFs read by programs that are not ours: poppler's tools, and PDFBox Preflight, which knows PDF/A-1b."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

# Debian keeps Java libraries here.
JARS = Path("/usr/share/java")
PREFLIGHT = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)
# Preflight goes through a file in half a second: most of it is the start of Java.
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
PROBLEM = re.compile(r"^\d+(\.\d+)* : ")


def pdfsig(path, *arguments: str) -> str:
    """Return what poppler says of the signatures of a file; `arguments` are those of pdfsig, as `-nssdir`."""
    _need(shutil.which("pdfsig"), "pdfsig")
    done = subprocess.run(["pdfsig", *arguments, str(path)], capture_output=True, text=True, timeout=60)
    assert not done.returncode or done.stdout, done.stderr
    return done.stdout


def pdftotext(path) -> str:
    """Return the words of a file with single spaces between them, without the signs that poppler sets round lines."""
    text = _poppler("pdftotext", str(path), "-")
    return " ".join(re.sub(r"[\u202a-\u202e]", "", text).split())


def structure(path) -> str:
    """Return the tags of a file as poppler reads them, with their attributes and texts."""
    return _poppler("pdfinfo", "-struct-text", str(path))


def _poppler(program: str, *arguments: str) -> str:
    _need(shutil.which(program), program)
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60, check=True)
    assert not done.stderr, done.stderr
    return done.stdout


def preflight(path) -> list[str]:
    """Return what keeps a file from being PDF/A-1b, one line each as "code : words"; none for a file that is."""
    done = subprocess.run(
        ["java", *QUICKLY, "-cp", _class_path(), "org.apache.pdfbox.preflight.Validator_A1b", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    if "is a valid PDF/A-1b file" in done.stdout:
        return []
    problems = [line for line in done.stdout.splitlines() if PROBLEM.match(line)]
    assert problems, f"Preflight could not read the file: {done.stdout}{done.stderr}"
    return problems


@cache
def _class_path() -> str:
    jars = [JARS / f"{name}.jar" for name in PREFLIGHT]
    _need(shutil.which("java") and all(jar.exists() for jar in jars), "PDFBox Preflight")
    return os.pathsep.join(map(str, jars))


def _need(there, name: str) -> None:
    """Skip the test without the program; where everything has to be tested, fail it."""
    if there:
        return
    message = f"{name} is not installed: run tooling/pdf_tools.sh as root, or `make test`, which does"
    if os.environ.get("PANAH_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)
