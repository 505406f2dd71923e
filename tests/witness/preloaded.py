"""Runs programs with a library preloaded, in a folder of their own.

The command line of a test is LIBRARY PROGRAM STATIC_PROGRAM RUNNERS [unittest arguments]    (from CTest)
"""

import ctypes.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import records

LIBRARY, PROGRAM, STATIC = (os.path.abspath(word) for word in sys.argv[1:4])
RUNNERS = pathlib.Path(sys.argv[4]).resolve()
PYTHON = "/usr/bin/python3"


def find_libraries():
    """The allocators of the build that are shared libraries here, by family; of the system's own, no library."""
    names = {"jemalloc": "jemalloc", "mimalloc": "mimalloc", "tcmalloc": "tcmalloc_minimal", "tbbmalloc": "tbbmalloc_proxy"}
    return {family: found for family, name in names.items() if (found := ctypes.util.find_library(name))}


LIBRARIES = find_libraries()


class Preloaded(unittest.TestCase):
    variable = ""  # that names the library's file

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = pathlib.Path(folder.name)
        self.file = self.here / "records"
        self.file.touch()

    def environment(self, *libraries):
        """With the libraries preloaded, and the file named."""
        kept = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", self.variable)}
        return {**kept, "LD_PRELOAD": ":".join(libraries), self.variable: str(self.file)}

    def run_under(self, libraries, *command, **options):
        """The program's output, once it has ended well."""
        ended = subprocess.run(command, check=False, text=True, cwd=self.here,
                               **{"env": self.environment(*libraries), "stdout": subprocess.PIPE,
                                  "stderr": subprocess.PIPE, "timeout": 60, **options})
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertFalse(ended.stderr)
        return ended.stdout

    def records(self):
        """What was written since the last call."""
        found = records.read(self.file)
        self.file.write_bytes(b"")
        return found


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
