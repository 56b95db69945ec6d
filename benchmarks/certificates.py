"""`python -m benchmarks.certificates`: five hundred certificates rendered, tagged, made badges and signed in one batch.

A temporary site is filled; then each batch runs in a process of its own, so that its peak of memory is its own: the
run that the page and the command make, and the libraries alone (benchmarks.bare_certificates). Prints one line a
figure: name, value, unit. The number of people can be given.
"""

import os
import subprocess
import sys
import tempfile

PEOPLE, MOST_MIB = 500, 200


def run(module: str, folder: str, *arguments) -> str:
    """Run a part in a process of its own and return what it printed, which is printed, too."""
    env = {**os.environ, "PANAH_DATA": folder, "DJANGO_SETTINGS_MODULE": "cms.settings"}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="", flush=True)
    return done.stdout


def value(printed: str, name: str) -> float:
    """Return the figure of a line."""
    return float(next(line for line in printed.splitlines() if line.startswith(name))[46:].split()[0])


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory(prefix="panah-certificates-") as folder:
        run("benchmarks.certificate_batch", folder, "fill", people)
        ours = run("benchmarks.certificate_batch", folder, "issue", people)
        bare = run("benchmarks.bare_certificates", folder, people)
    ratio = value(ours, "  each") / value(bare, "  each")
    peak = value(ours, "  memory at most")
    print(f"{'one of ours costs as much processor as':<46}{ratio:>10.2f} bare ones")
    print(f"{'memory of the batch':<46}{peak:>10.1f} MiB, to stay below {MOST_MIB}")
    return int(peak >= MOST_MIB)


if __name__ == "__main__":
    sys.exit(main())
