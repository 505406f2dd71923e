#!/usr/bin/python3
"""Do the documents fit the tree? Holds every *.md to the files, folders and targets that it names.

usage: documents.py ROOT    exit status 0 when all hold, else 1 with FILE:LINE of each that does not
"""

import re
import sys

import fault_list

README_COLUMNS = 120
# The folders whose members a page must name, the page, and how it names them.
MAPPED = (("harness", "docs/architecture.md", "`harness/{}`"), ("tests", "tests/README.md", "`{}`"))
NOT_OURS = {"build", "results"}

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`]*`")
# In a code span or a code block: what is in prose ("make use of") names no target.
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
TARGETS = re.compile(r"^([A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*):(?!=)", re.MULTILINE)
MUST_NAME = ("make test", "make experiment ALLOC=mimalloc")


def pages(root):
    return sorted(page for page in root.rglob("*.md")
                  if not any(part in NOT_OURS or part.startswith(".") for part in page.relative_to(root).parts[:-1]))


def broken_links(root, page, name):
    for number, line in enumerate(page.read_text().splitlines(), 1):
        for target in LINK.findall(CODE.sub("", line)):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                yield f"{name}:{number}: there is no {target}"


def unknown_targets(page, name, targets):
    block = False
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.startswith("```"):
            block = not block
            continue
        for code in [line.split("#")[0]] if block else CODE.findall(line):
            for target in MAKE.findall(code):
                if target not in targets:
                    yield f"{name}:{number}: the Makefile has no target {target}"


def faults(root):
    found = pages(root)
    if not found:
        yield f"{root}: no page found"
        return
    targets = {word for words in TARGETS.findall((root / "Makefile").read_text()) for word in words.split()}
    for page in found:
        name = page.relative_to(root).as_posix()
        yield from broken_links(root, page, name)
        yield from unknown_targets(page, name, targets)
    readme = (root / "README.md").read_text()
    for number, line in enumerate(readme.splitlines(), 1):
        if len(line) > README_COLUMNS:
            yield f"README.md:{number}: {len(line)} columns, {README_COLUMNS} at most"
    for command in MUST_NAME:
        if not re.search(rf"^{command}\b", readme, re.MULTILINE):
            yield f"README.md:1: names no command '{command}'"
    for folder, page, how in MAPPED:
        text = (root / page).read_text()
        for member in sorted((root / folder).iterdir()):
            if member.is_dir() and member.name != "__pycache__" and how.format(member.name) not in text:
                yield f"{page}:1: does not name {folder}/{member.name}"


if __name__ == "__main__":
    sys.exit(fault_list.main(faults, "fault(s) in the documents"))
