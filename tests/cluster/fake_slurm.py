#!/usr/bin/python3
"""sbatch, squeue and scancel as one program that records how it is called, by the name that it is called by.

FAKE_SLURM is a folder: `calls` gets a line of JSON for each call; `queue` is what squeue prints; `refuse` is what sbatch
ends with, where it exists.
"""

import json
import os
import pathlib
import sys


def main():
    here = pathlib.Path(os.environ["FAKE_SLURM"])
    name = pathlib.Path(sys.argv[0]).name
    with open(here / "calls", "a", encoding="utf-8") as calls:
        calls.write(json.dumps([name, *sys.argv[1:]]) + "\n")
    if name == "sbatch":
        if (here / "refuse").exists():
            sys.exit("sbatch: error: " + (here / "refuse").read_text())
        number = 100 + len((here / "calls").read_text().splitlines())
        print(f"{number};one")
    elif name == "squeue" and (here / "queue").exists():
        print((here / "queue").read_text(), end="")


if __name__ == "__main__":
    main()
