#!/usr/bin/python3
"""Under the sanitizers, which own malloc, a runner must say so and measure nothing.

usage: sanitized_test.py RUNNER_FOLDER    (from CTest, in a build with ALLOCSCALE_SANITIZE)
"""

import json
import subprocess
import sys

EXIT_WRONG_ALLOCATOR = 13

for name in ("glibc", "jemalloc", "mimalloc", "tcmalloc"):
    done = subprocess.run([f"{sys.argv[1]}/runner-{name}", "--kernel", "null", "--layout", "none", "--size", "0"],
                          capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == EXIT_WRONG_ALLOCATOR, (name, done.returncode, done.stderr)
    assert [line["event"] for line in lines] == ["hello"], (name, lines)
    assert lines[0]["verdict"] == "wrong", (name, lines)
    print(f"{name}: {lines[0]['mismatch']}")
