#!/usr/bin/python3
"""Is every source file of the tree used?

A .cpp file must be compiled by some target, a header included by a file of the programs other than its own .cpp, a Python
file of the tests run by a CMakeLists.txt or imported by another.

usage: orphans.py ROOT COMPILE_COMMANDS    exit status 0 when no file is left over, else 1 with each that is
"""

import json
import pathlib
import re
import sys

import fault_list

TOPS = ("kernels", "allocators", "harness", "tests")
# Files that are copied into a tree by a test, and built there.
COPIED = "tests/structure/dummies/"
# Built in the sanitized build only, where no test looks for orphans.
SANITIZED = "tests/fuzz"
# Headers that a CMakeLists.txt names, or that CMake includes in what it generates: one kernel, one layout each.
NAMED_BY_CMAKE = re.compile(r"^(harness/precompiled|kernels/\w+|kernels/(layouts|planted)/\w+)\.hpp$")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"@]+)"', re.M)
UNITED = re.compile(r'^#include "(/[^"]+\.cpp)"$', re.M)
IMPORT = re.compile(r"^(?:import|from) (\w+)", re.M)


def sources(root, suffix):
    return {path.relative_to(root).as_posix() for top in TOPS for path in (root / top).rglob(f"*{suffix}")
            if COPIED not in path.as_posix()}


def uncompiled(root, compiled):
    named = re.findall(r"\w+\.cpp", (root / SANITIZED / "CMakeLists.txt").read_text())
    return sources(root, ".cpp") - compiled - {f"{SANITIZED}/{file}" for file in named}


def unincluded(root):
    """Headers that no file includes but their own .cpp and tests; those of the tests may serve tests."""
    used = set()
    for suffix in (".hpp", ".cpp", ".in"):
        for file in sources(root, suffix):
            for header in INCLUDE.findall((root / file).read_text()):
                own = pathlib.PurePath(file).with_suffix(".hpp").as_posix() == header
                if not own and (not file.startswith("tests/") or header.startswith("tests/")):
                    used.add(header)
                elif not own and file.startswith("tests/") and not header.startswith(TOPS):
                    used.add((pathlib.PurePath(file).parent / header).as_posix())
    return {header for header in sources(root, ".hpp") - used if not NAMED_BY_CMAKE.match(header)}


def unrun(root):
    """Python files that no CMakeLists.txt of their folder names and no other Python file of the tests imports."""
    left = set()
    for file in sources(root, ".py"):
        folder = (root / file).parent
        stem = pathlib.PurePath(file).stem
        named = stem in re.findall(r"\w+", (folder / "CMakeLists.txt").read_text())
        imported = any(stem in IMPORT.findall(other.read_text()) for other in (root / "tests").rglob("*.py") if other.stem != stem)
        if not named and not imported:
            left.add(file)
    return left


def orphans(root, compiled):
    for file in sorted(uncompiled(root, compiled)):
        yield f"{file}: no target compiles it"
    for file in sorted(unincluded(root)):
        yield f"{file}: no program includes it"
    for file in sorted(unrun(root)):
        yield f"{file}: no CMakeLists.txt runs it"


def compiled_files(root, commands):
    """The files of the tree that the compile commands name, relative to it; of a united target, what its units include."""
    named = {pathlib.Path(entry["file"]) for entry in json.loads(pathlib.Path(commands).read_text())}
    for unit in [file for file in named if file.parent.name == "Unity"]:
        named |= {pathlib.Path(file) for file in UNITED.findall(unit.read_text())}
    return {file.relative_to(root).as_posix() for file in named if file.is_relative_to(root)}


if __name__ == "__main__":
    sys.exit(fault_list.main(lambda root, commands: orphans(root, compiled_files(root, commands)), "file(s) that nothing uses"))
