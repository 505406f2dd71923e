#!/usr/bin/python3
"""Under the sanitizers, which own malloc, a runner must say so and measure nothing.

usage: sanitized_test.py RUNNER_FOLDER    (from CTest, in a build with ALLOCSCALE_SANITIZE)
"""

import json
import pathlib
import subprocess
import sys

EXIT_WRONG_ALLOCATOR = 13

RUNNERS = sorted(path for path in pathlib.Path(sys.argv[1]).glob("runner-*") if path.suffix != ".unbuilt")
assert RUNNERS, f"no runner in {sys.argv[1]}"
for runner in RUNNERS:
    name = runner.name
    done = subprocess.run([str(runner), "--kernel", "null", "--layout", "none", "--size", "0"], capture_output=True,
                          text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == EXIT_WRONG_ALLOCATOR, (name, done.returncode, done.stderr)
    assert [line["event"] for line in lines] == ["hello"], (name, lines)
    assert lines[0]["verdict"] == "wrong", (name, lines)
    print(f"{name}: {lines[0]['mismatch']}")
