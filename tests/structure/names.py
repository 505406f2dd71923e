#!/usr/bin/python3
"""Does the harness know a kernel, a layout or an allocator by its name?

They declare their facts, and the harness acts on these: a name in its code would be a list that an extension must edit. A
string literal that is a name, or the name of an arm of an allocator, or that joins names by '+', is a fault; comments and
names within a sentence are not.

usage: names.py ROOT    exit status 0 when there is none, else 1 with FILE:LINE of each
"""

import re
import sys

import fault_list

# Folders and files that name what they run or simulate.
EXEMPT = {
    "harness/selfbench": "a benchmark of the instrument names what it runs",
    "harness/selftest": "it names the planted kernels that it runs, and simulates experiments with the names of real ones",
    "harness/store/migrations.cpp": "what programs before it knew by name is history, which a store of theirs is read with",
}
# Literals that are another thing and have a name's word, by file.
OTHER_THINGS = {
    "harness/analysis/verdict.cpp": {"none"},         # the verdict
    "harness/attribution/sibling_ledger.cpp": {"compute"},  # what siblings do
    "harness/report/part_text.cpp": {"none"},         # no knob
    "harness/launch/library_symbols.cpp": {"calloc", "realloc"},  # the functions of C
    "harness/measure/doctor_cpu.cpp": {"none"},       # no SMT, no quota
    "harness/measure/doctor_memory.cpp": {"none"},    # no swap, no file
    "harness/model/facts.cpp": {"none"},              # the resource
    "harness/model/factor_list.hpp": {"none", "compute", "fault", "copy", "stream"},  # the placement; what siblings do
    "harness/model/metric.hpp": {"bytes"},            # the unit
    "harness/plan/levels.cpp": {"inherited"},         # a history that a user may ask for
    "harness/report/grid.cpp": {"bytes"},             # the unit
    "harness/protocol/message.cpp": {"bytes"},        # the field
    "harness/protocol/witness_record.hpp": {"calloc", "realloc"},  # the functions of C
    "harness/store/views.cpp": {"bytes"},             # the unit
    "harness/report/estimate_table.cpp": {"bytes"},   # the unit
    "harness/runner/describe.cpp": {"none", "bytes"},  # the resource, the field
    "harness/runner/rehearsal.cpp": {"replay"},       # the reason of an error
}
SOURCES = {".hpp", ".cpp", ".in"}

# Comments, #include lines, characters; then literals, whose text is in one of the groups.
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|^\s*#\s*include[^\n]*|\'(?:[^\'\\\n]|\\.)+\'|R"(\w*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"',
                   re.S | re.M)


def names(root):
    """Of the files, as kernels/contract/file_name.hpp and allocators/CMakeLists.txt derive them."""
    found = {path.stem.replace("_", "-") for folder in ("kernels", "kernels/planted") for path in (root / folder).glob("*.hpp")}
    for path in (root / "kernels/layouts").glob("*.hpp"):
        found |= {path.stem.replace("_", mark) for mark in "+-"}
    return found | {path.stem for path in (root / "allocators").glob("*.cpp")}


def literals(text):
    """Each string literal with its line."""
    for token in TOKEN.finditer(text):
        literal = token.group(2) if token.group(2) is not None else token.group(3)
        if literal is not None:
            yield text.count("\n", 0, token.start()) + 1, literal


def names_one(literal, known):
    """Whether the literal is a name, an arm of one (glibc:retain), or names or one joined by '+' (replay+)."""
    parts = [part for part in re.split(r"[:+]", literal) if part]
    return literal in known or (len(parts) > 0 and literal != parts[0] and parts[0] in known)


def faults(root):
    known = names(root)
    files = [path for path in (root / "harness").rglob("*") if path.suffix in SOURCES and path.is_file()]
    if not known or not files:
        yield f"{root}: no kernel, layout or allocator found, or no harness"
    for file in sorted(files):
        name = file.relative_to(root).as_posix()
        if any(name == exempt or name.startswith(exempt + "/") for exempt in EXEMPT):
            continue
        for line, literal in literals(file.read_text()):
            if names_one(literal, known) and literal not in OTHER_THINGS.get(name, set()):
                yield f'{name}:{line}: "{literal}" names a kernel, a layout or an allocator: ask for its facts'


def stale(root):
    """Exemptions of what is not there any more."""
    for exempt in EXEMPT:
        if not (root / exempt).exists():
            yield f"{exempt} is exempt and is not there"
    for name, words in OTHER_THINGS.items():
        path = root / name
        there = {literal for _, literal in literals(path.read_text())} if path.exists() else set()
        for word in sorted(words - there):
            yield f'{name} may say "{word}" and does not'


if __name__ == "__main__":
    sys.exit(fault_list.main(lambda root: [*faults(root), *stale(root)], "name(s) in the harness"))
