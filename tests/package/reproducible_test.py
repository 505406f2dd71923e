#!/usr/bin/python3
"""Do two builds in two folders give the same bytes?

usage: reproducible_test.py SOURCES    (from CTest; builds all programs twice)
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCES = None


def built(folder):
    """The hash of each file that is installed, of a build of the tree in the folder, which is made."""
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("build", "results", "__pycache__"), symlinks=True)
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    done = subprocess.run(["make", "install", "prefix=/usr", f"DESTDIR={folder}/installed"], cwd=folder, check=False, text=True,
                          env={**environment, "CCACHE_DISABLE": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout[-3000:]
    root = folder / "installed"
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(root.rglob("*"))
            if path.is_file()}


class Reproducible(unittest.TestCase):
    def test_two_builds_in_two_folders_are_the_same(self):
        with tempfile.TemporaryDirectory() as scratch:
            first = built(pathlib.Path(scratch) / "a")
            second = built(pathlib.Path(scratch) / "a-longer-name")
        self.assertIn("usr/bin/allocscale", first)
        self.assertIn("usr/libexec/allocscale/runner-glibc", first)
        self.assertEqual(first, second)


if __name__ == "__main__":
    SOURCES = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
