"""`python -m benchmarks.matrix`: the overview of a cohort of 40 people in the whole curriculum, and its questions.

Prints one line a figure: cells, queries, bytes of the page as written and as sent, time; the same for 2 people. In one
process, without a server: what the page itself costs.
"""

import os
import subprocess
import sys

from benchmarks.site import prepared_data


def main() -> int:
    """Make temporary data, and measure in a process that finds them."""
    with prepared_data(learners=1) as (env, _sessions):
        command = [sys.executable, "-m", "benchmarks.cohort_pages"]
        return subprocess.run(command, env={**os.environ, **env}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
