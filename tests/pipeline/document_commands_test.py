#!/usr/bin/python3
"""Does every command that the pages show run? Each line of a ```sh block that begins with allocscale, in a folder that has what
the pages speak of: runs, stores of two nodes, a spec, a program, a library.

usage: document_commands_test.py ALLOCSCALE    (from CTest)
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
from installed_library import library  # noqa: E402  (its folder is known only now)
from short_why import short_why  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ALLOCSCALE = None
# What measures for minutes is planned only; what plans nothing shows its help, and has a test of its own.
PLANNED = ("run", "exec", "cliffs")
HELPED = ("selftest", "arms")
TINY = ("--size", "300", "--iterations", "4", "--workers", "1,2", "--blocks", "1")
STATUSES = {"compare": {0, 3, 4}}  # of its gate


def commands(page):
    """(line number, command) of the page's shell blocks, without comments."""
    shell, begun = False, None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.startswith("```"):
            shell = line == "```sh"
        elif shell and (begun or line.startswith("allocscale ")):
            at, text = begun or (number, "")
            begun = at, text + re.sub(r"\s+#( .*)?$", "", line) + "\n"
            if begun[1].count('"') % 2 == 0 and not line.endswith("\\"):
                yield at, begun[1].strip()
                begun = None


def shortened(command):
    """The command as it is run here."""
    command = command.replace("/path/to/lib.so", library("libmimalloc"))
    command = re.sub(r"(?<!\S)(/tmp|/shared/\w+)/", "", command)  # a node's disk and a shared folder: here
    word = command.split()[1]
    if word == "cluster":  # nobody's scheduler is asked
        submit = command.startswith("allocscale cluster submit") and "--dry-run" not in command
        return command.replace("submit", "submit --dry-run", 1) if submit else command if "--dry-run" in command else command + " --help"
    if word in PLANNED and "--dry-run" not in command:
        return command.replace(f"allocscale {word}", f"allocscale {word} --dry-run", 1)
    if command.startswith("allocscale runs delete"):
        return command + " --yes"  # there is nobody to ask
    return command + " --help" if word in HELPED else command


class DocumentCommands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.made = pathlib.Path(cls.scratch.name) / "made"
        cls.made.mkdir()
        cls.environment = {**os.environ, "PROGRAM": ALLOCSCALE, "ALLOCSCALE_MACHINE_LOCK": "/dev/null"}
        mine = f"mine={library('libmimalloc')}"
        cls.call(cls.made, "allocscale", "run", short_why(cls.made), *TINY, "--kernel", "concat", "--layout", "boxed,immortal")
        for _ in range(4):
            cls.call(cls.made, "allocscale", "run", "quick", "--alloc", f"mimalloc,glibc:retain,{mine}", "--kernel", "concat",
                     "--layout", "boxed", "--fresh", *TINY)
        for name in ("a.db", "b.db", "node1.db", "node2.db", "before.db", "after.db", "all.db", "1.db", "2.db", "3.db"):
            shutil.copyfile(cls.made / "results" / "allocscale.db", cls.made / name)
        cls.call(cls.made, "allocscale", "merge", "--findings", "all.findings", "a.db")
        (cls.made / "job.py").write_text("print(sum(range(1000)))\n")
        spec = re.search(r"(?s)```toml\n(.*?)```", (ROOT / "docs" / "specs.md").read_text())
        (cls.made / "my_question.toml").write_text(spec.group(1))

    @classmethod
    def call(cls, folder, *words, text=None):
        script = 'allocscale() { "$PROGRAM" "$@"; }\n' + (text or '"$@"')
        done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=folder, env=cls.environment, text=True, timeout=200,
                              capture_output=True, stdin=subprocess.DEVNULL, check=False)
        assert text or done.returncode == 0, done.stderr
        return done

    def test_every_one_of_them(self):
        shown = {page.name: list(commands(page)) for page in PAGES}
        self.assertGreater(sum(len(lines) for lines in shown.values()), 60)
        tried = {}
        for name, lines in shown.items():
            for number, command in lines:
                text = shortened(command)
                if text not in tried:
                    folder = pathlib.Path(self.scratch.name) / f"{len(tried)}"
                    shutil.copytree(self.made, folder)
                    tried[text] = self.call(folder, text=text)
                    shutil.rmtree(folder)
                done = tried[text]
                with self.subTest(f"{name}:{number}: {text}"):
                    self.assertIn(done.returncode, STATUSES.get(command.split()[1], {0}), done.stderr + done.stdout[-400:])


if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv.pop(1))
    unittest.main()
