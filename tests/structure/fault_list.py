"""The command line of the scripts that look for faults in a tree."""

import pathlib
import sys


def main(find_faults, what):
    """Prints the faults in the tree that the first argument names, one a line, and how many `what` there are.

    `find_faults` gets the tree and the other arguments, and yields lines. Returns the exit status: 0 when there is no fault,
    else 1.
    """
    found = list(find_faults(pathlib.Path(sys.argv[1]).resolve(), *sys.argv[2:]))
    for fault in found:
        print(fault)
    print(f"{len(found)} {what}")
    return 1 if found else 0
