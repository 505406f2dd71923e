#!/usr/bin/python3
"""Does a spec that would exhaust a parser end in one line, before anything is measured?

usage: specs_test.py ALLOCSCALE    (from CTest)
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None


class Specs(unittest.TestCase):
    def refused(self, content):
        with tempfile.TemporaryDirectory() as folder:
            spec = pathlib.Path(folder) / "spec.toml"
            with spec.open("w") as file:
                if isinstance(content, int):
                    file.truncate(content)
                else:
                    file.write(content)
            done = subprocess.run([ALLOCSCALE, "run", spec, "--store", spec.with_suffix(".db")], capture_output=True, text=True,
                                  timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertFalse(spec.with_suffix(".db").exists())
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.stderr

    def test_dots(self):
        self.assertIn("spec.toml:1:1: a line of 300000 dots", self.refused("a" + ".a" * 300_000 + " = 1\n"))

    def test_nesting(self):
        self.assertIn("nested value depth of 256", self.refused("a = " + "[" * 100_000))

    def test_a_file_of_100_mb(self):
        self.assertIn("spec.toml: a file of 95.4 MiB; a spec has at most 1.00 MiB", self.refused(100_000_000))


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main()
