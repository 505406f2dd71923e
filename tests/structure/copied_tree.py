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

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", "build", "results"}

PACKAGE_MANAGERS = ("apt", "apt-get", "dpkg", "dpkg-query", "sudo")
COMPILERS = ("c++", "g++", "ccache")


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
        self._environment = {"PATH": f"{self._stand_ins}:{path or os.environ['PATH']}", "HOME": str(self.folder),
                             "LANG": "C.UTF-8"}

    def share_compiler_cache(self):
        """What the real tree has compiled with the same words, in whichever folder, is not compiled again. The cache is asked
        for the real compiler: a stand-in would be another one."""
        cache = subprocess.run(["ccache", "--get-config", "cache_dir"], text=True, capture_output=True, check=True).stdout.strip()
        self._environment |= {"CCACHE_DIR": cache, "CCACHE_COMPILER": shutil.which("c++")}

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
    """The one whole copy of this process, not built yet. Every package is there, and the compilers are real."""
    tree = CopiedTree()
    atexit.register(tree.remove)
    tree.share_compiler_cache()
    for name in PACKAGE_MANAGERS:
        tree.stand_in(name, "exit 1")
    tree.stand_in("dpkg-query", "echo 'install ok installed'")
    for name in COMPILERS:
        tree.stand_in(name, f'exec {shutil.which(name)} "$@"')
    return tree
