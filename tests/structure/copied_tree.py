"""A copy of the tree in a temporary folder, worked by its own commands, with stand-ins first on PATH.

A stand-in is a program that notes each call and then does what the test says. So calls are counted, nothing is
installed, and neither the real tree nor its build is touched.
"""

import atexit
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile

import edits

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", "build", "results"}

PACKAGE_MANAGERS = ("apt", "apt-get", "dpkg", "dpkg-query", "sudo")
COMPILERS = ("c++", "g++")


class CopiedTree:
    """`parts` of the tree, or all of it. Its commands see `path` behind the stand-ins, and no more of this environment."""

    def __init__(self, parts=None, path=None):
        self._folder = tempfile.TemporaryDirectory(prefix="allocscale-copy-")
        self.folder = pathlib.Path(self._folder.name)
        self.root = self.folder / "tree"
        self._calls = self.folder / "calls"
        self._stand_ins = self.folder / "stand-ins"
        self._stand_ins.mkdir()
        self.root.mkdir()
        for part in parts or sorted(set(os.listdir(ROOT)) - LEFT_OUT):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
            copy(ROOT / part, self.root / part)
        # A compiler cache of the copy's own would be filled and never asked.
        self._environment = {"PATH": f"{self._stand_ins}:{path or os.environ['PATH']}", "HOME": str(self.folder),
                             "LANG": "C.UTF-8", "CCACHE_DISABLE": "1"}

    def remove(self):
        self._folder.cleanup()

    def stand_in(self, name, script):
        """`script` is sh; it sees the arguments of the call."""
        program = self._stand_ins / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self._calls}\n{script}\n')
        program.chmod(0o755)

    def calls(self, *names):
        """The calls of these stand-ins (of all, without names) since they were last forgotten: "NAME ARGUMENTS"."""
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        return [line for line in lines if not names or line.split(" ")[0] in names]

    def forget_calls(self):
        self._calls.unlink(missing_ok=True)

    def run(self, *command, folder=None, **environment):
        return subprocess.run([str(word) for word in command], cwd=folder or self.root, text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=1500, check=False,
                              env={**self._environment, **environment})


@functools.cache
def whole_tree():
    """The one whole copy of this process, not built yet. It has the edits of edits.py, which would else build all of it a
    second time. Every package is there. The compiler is real, but told at the end of its command line not to optimise:
    what is built must run, and need not be fast."""
    tree = CopiedTree()
    atexit.register(tree.remove)
    edits.apply(tree.root)
    for name in PACKAGE_MANAGERS:
        tree.stand_in(name, "exit 1")
    tree.stand_in("dpkg-query", "echo 'install ok installed'")
    for name in COMPILERS:
        tree.stand_in(name, f'exec {shutil.which(name)} "$@" -O0')
    return tree
