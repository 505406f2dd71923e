#!/usr/bin/python3
"""Does the front door draw every figure in every kind of picture, say why where it cannot, and put them into the page?

usage: figures_test.py ALLOCSCALE    (from CTest; needs the Debian packages gnuplot-nox and poppler-utils)
"""

import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
from short_why import short_why  # noqa: E402  (its folder is known only now)

ALLOCSCALE = None
MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
# Those that a run of one kernel under two allocators has, and those that need a suspect taken away.
OF_ANY = {"cost_loss", "efficiency", "intervals", "slowdown", "trials", "cliffs"}
OF_WHY = {"accounts", "components", "removals"}


class Drawn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.environment = {**os.environ, "ALLOCSCALE_MACHINE_LOCK": "/dev/null"}
        short = ("--kernel", "concat", "--size", "300", "--iterations", "4", "--workers", "1,2", "--blocks", "3")
        for words in (("cliffs", "--alloc", "glibc", "--largest-mib", "1", "--store", "quick.db"),
                      ("run", "quick", *short, "--alloc", "mimalloc", "--layout", "boxed,contiguous", "--store", "quick.db"),
                      ("run", short_why(cls.folder), *short, "--store", "why.db")):
            done = cls.call(*words)
            assert done.returncode == 0, done.stderr

    @classmethod
    def call(cls, *words, **variables):
        return subprocess.run([ALLOCSCALE, *words], cwd=cls.folder, env={**cls.environment, **variables}, capture_output=True,
                              text=True, check=False, timeout=200)

    def refused(self, status, *words, **variables):
        done = self.call(*words, **variables)
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (status, "", 1), done.stderr)
        return done.stderr

    def all_text_is_on_the_page(self, file):
        done = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True, timeout=60)
        page = next(xml.etree.ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page"))
        width, height = float(page.get("width")), float(page.get("height"))
        words = [(word.text, *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))) for word in page]
        self.assertGreater(len(words), 20)
        beyond = [word for word, left, top, right, bottom in words if left < 0 or top < 0 or right > width or bottom > height]
        self.assertEqual(beyond, [])

    def test_every_figure_is_drawn_in_every_kind_of_picture(self):
        listed = {line.split()[0] for line in self.call("list", "figures").stdout.splitlines()}
        self.assertEqual(listed, OF_ANY | OF_WHY)
        for name in listed:
            store = "why.db" if name in OF_WHY else "quick.db"
            for kind, magic in MAGIC.items():
                file = self.folder / f"{name}.{kind}"
                with self.subTest(name, kind=kind):
                    done = self.call("figure", name, "--store", store, "-o", str(file))
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (0, f"{file}\n", ""))
                    self.assertTrue(file.read_bytes().startswith(magic))
                    if kind == "pdf":
                        self.all_text_is_on_the_page(file)
            xml.etree.ElementTree.parse(self.folder / f"{name}.svg")

    def test_kept_data_draw_the_same_picture(self):
        done = self.call("figure", "slowdown", "--store", "quick.db", "--keep-data")
        self.assertEqual((done.returncode, done.stdout), (0, "slowdown.svg\nslowdown.gnuplot\nslowdown.csv\n"), done.stderr)
        drawn = (self.folder / "slowdown.svg").read_text()
        (self.folder / "slowdown.svg").unlink()
        subprocess.run(["gnuplot", "-d", "slowdown.gnuplot"], cwd=self.folder, check=True, timeout=60)
        self.assertEqual((self.folder / "slowdown.svg").read_text(), drawn)
        rows = list(csv.DictReader((self.folder / "slowdown.csv").read_text().splitlines()))
        self.assertEqual({row["series"] for row in rows}, {"glibc", "mimalloc"})

    def test_what_is_wrong_is_said_in_one_line(self):
        self.assertIn("did you mean 'slowdown'?", self.refused(2, "figure", "slowdon", "--store", "quick.db"))
        self.assertIn("does not end in .svg, .png, .pdf", self.refused(2, "figure", "slowdown", "--store", "quick.db", "-o", "a.jpg"))
        self.assertIn("name a file that can be written",
                      self.refused(2, "figure", "slowdown", "--store", "quick.db", "-o", "no/such/folder/a.svg"))
        self.assertIn("nothing to show of run 1: no suspect was taken away",
                      self.refused(2, "figure", "components", "--store", "quick.db"))
        self.assertIn("did you mean 'concat'?",
                      self.refused(2, "figure", "slowdown", "--store", "quick.db", "--kernel", "conact"))

    def test_without_gnuplot_it_says_what_to_install_and_the_page_has_its_numbers(self):
        (self.folder / "empty").mkdir()
        path = str(self.folder / "empty")
        self.assertIn("apt install gnuplot-nox", self.refused(1, "figure", "slowdown", "--store", "quick.db", PATH=path))
        page = self.call("report", "--format", "html", "--store", "quick.db", PATH=path)
        self.assertEqual((page.returncode, page.stderr), (0, ""))
        self.assertIn("Figures are left out: figures need gnuplot", page.stdout)
        self.assertIn("Trials of concat of 300", page.stdout)
        self.assertNotIn("<figure", page.stdout)

    def test_the_page_has_every_figure_that_shows_something(self):
        for store, names in (("quick.db", OF_ANY), ("why.db", OF_WHY | OF_ANY - {"cliffs"})):
            page = self.call("report", "--format", "html", "--store", store)
            self.assertEqual(page.returncode, 0, page.stderr)
            self.assertEqual({part.split('"')[0] for part in page.stdout.split('data-figure="')[1:]}, names)

    def test_any_name_is_a_label(self):
        hostile = "x'\"`touch owned`$(touch owned)\\n%s<script>{/Bold b}@x\u202e😀 " + "w" * 5000
        done = self.call("exec", "--name", hostile, "--blocks", "2", "--workers", "1,2", "--alloc", "mimalloc", "--store", "odd.db",
                         "--", "/bin/true")
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("slowdown", "trials", "intervals"):
            done = self.call("figure", name, "--store", "odd.db", "-o", "odd.svg")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("`touch owned`", "".join(xml.etree.ElementTree.parse(self.folder / "odd.svg").getroot().itertext()))
        self.assertFalse((self.folder / "owned").exists())


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main()
