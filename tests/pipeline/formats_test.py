#!/usr/bin/python3
"""Do the tools read what is written for them: a validator of schemas, hyperfine's scripts, Google Benchmark's compare.py?

usage: formats_test.py ALLOCSCALE [CLASS]    (from CTest)
"""

import csv
import io
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import unittest

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
COMPARE = "/usr/share/benchmark/compare.py"
ALLOCSCALE = None


class Stored(unittest.TestCase):
    """A run of a kernel, and one of a program, in a store each."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.environment = {**os.environ, "ALLOCSCALE_MACHINE_LOCK": "/dev/null"}
        cls.kernels = ("--store", f"{cls.folder.name}/kernels.db")
        cls.programs = ("--store", f"{cls.folder.name}/programs.db")
        cls.run_words = ("run", "quick", "--kernel", "concat", "--alloc", "mimalloc", "--size", "300", "--iterations", "4", "--workers",
                         "1,2", "--blocks", "3", *cls.kernels)
        cls.exec_words = ("exec", "--alloc", "mimalloc", "--blocks", "3", "--workers", "1,2", *cls.programs, "--", "sh", "-c",
                          "exit 0 # <é'\\>")
        cls.call(*cls.run_words)
        cls.call(*cls.exec_words)

    @classmethod
    def call(cls, *words):
        done = subprocess.run([ALLOCSCALE, *words], cwd=cls.folder.name, env=cls.environment, capture_output=True, text=True,
                              check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def report(self, form, store):
        return self.call("report", "--format", form, *store)


class Origins(Stored):
    def test_a_run_says_which_program_and_which_command_began_it(self):
        self.call(*self.run_words, "--summary")  # goes on with it, and began nothing
        for store, words in ((self.kernels, self.run_words), (self.programs, self.exec_words)):
            run = json.loads(self.report("json", store))["run"]
            self.assertRegex(run["program"], r"^allocscale \d+\.\d+\.\d+, commit .")
            self.assertEqual(shlex.split(run["command"]), ["allocscale", *words])

    def test_a_page_says_what_its_kernels_layouts_and_arms_are(self):
        store = ("--store", f"{self.folder.name}/arms.db")
        self.call("run", "quick", "--kernel", "concat", "--alloc", "glibc:retain", "--size", "300", "--workers", "1", "--blocks", "1",
                  *store)
        arm = json.loads(self.report("json", store))["allocators"][-1]
        self.assertEqual(arm["name"], "glibc:retain")
        self.assertTrue(any(word.startswith("MALLOC_TRIM_THRESHOLD_=") for word in arm["arm_variables"]), arm)
        page = self.report("html", store)
        for part in ("<p>n = 300. t = t + [j], n times: ", "<dt>layout boxed</dt><dd>A heap object for every element",
                     "MALLOC_TRIM_THRESHOLD_=", "<dt>begun by</dt><dd>allocscale ", "<code>allocscale run quick --kernel concat"):
            self.assertIn(part, page)


class Formats(Stored):
    def test_samples_are_the_rows_of_the_view(self):
        for store in (self.kernels, self.programs):
            rows = list(csv.reader(io.StringIO(self.report("samples", store))))
            viewed = list(csv.reader(io.StringIO(self.call(
                "query", f"SELECT {', '.join(rows[0])} FROM samples WHERE block_status = 'counts' ORDER BY trial, worker, iteration",
                "--format", "csv", *store))))
            self.assertEqual(rows[0], viewed[0])
            self.assertGreater(len(rows), 1)
            self.assertEqual(sorted(rows[1:]), sorted(viewed[1:]))
            every = self.call("query", "SELECT * FROM samples LIMIT 1", "--format", "csv", *store).splitlines()[0].split(",")
            self.assertEqual(rows[0], [column for column in every if column != "block_status"])

    def test_json_is_as_its_schema_says(self):
        import jsonschema
        validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
        validator.check_schema(validator.schema)
        for store in (self.kernels, self.programs):
            document = json.loads(self.report("json", store))
            self.assertEqual([error.message for error in validator.iter_errors(document)], [])
            self.assertIsNotNone(document["answer"])
            rows = list(csv.DictReader(io.StringIO(self.call("query", "SELECT * FROM estimates", "--format", "csv", *store))))
            self.assertEqual([list(estimate) for estimate in document["estimates"]], [list(row) for row in rows])
            document["run"]["design"] = "none"
            del document["allocators"][0]["version"]
            self.assertEqual(len(list(validator.iter_errors(document))), 2, "the schema forbids something")

    def test_hyperfine_has_the_times_of_each_command_allocator_and_number_of_workers(self):
        results = json.loads(self.report("hyperfine", self.programs))["results"]
        self.assertEqual([(result["parameters"]["allocator"], result["parameters"]["workers"]) for result in results],
                         [("glibc", "1"), ("glibc", "2"), ("mimalloc", "1"), ("mimalloc", "2")])
        for result in results:
            self.assertIn("<é'", result["command"])
            self.assertEqual(len(result["times"]), 3)
            self.assertAlmostEqual(result["mean"], statistics.mean(result["times"]))
            self.assertAlmostEqual(result["median"], statistics.median(result["times"]))
            self.assertAlmostEqual(result["stddev"], statistics.stdev(result["times"]))
            self.assertLess(result["mean"], 1, "seconds")

    def test_lines_of_json_are_the_samples_of_the_store(self):
        lines = [json.loads(line) for line in self.report("jsonl", self.kernels).splitlines()]
        samples = [line["wall_ns"] for line in lines if line["type"] == "sample"]
        stored = json.loads(self.call("query", "SELECT wall_ns FROM samples", "--format", "json", *self.kernels))
        self.assertEqual(sorted(samples), sorted(row["wall_ns"] for row in stored))
        self.assertGreater(len(samples), 100)


class Compare(Stored):
    """Needs the Debian packages libbenchmark-tools and python3-scipy."""

    def test_compare_reads_two_reports(self):
        files = [pathlib.Path(self.folder.name) / name for name in ("before.json", "after.json")]
        document = json.loads(self.report("gbench", self.kernels))
        files[0].write_text(json.dumps(document))
        for benchmark in document["benchmarks"]:
            benchmark["real_time"] *= 2
        files[1].write_text(json.dumps(document))
        done = subprocess.run(["/usr/bin/python3", COMPARE, "--no-color", "benchmarks", *map(str, files)], capture_output=True, text=True,
                              check=True)
        self.assertRegex(done.stdout, r"concat/boxed/glibc/300/workers:1 +\+1\.0000 +\+0\.0000 ")
        self.assertRegex(done.stdout, r"OVERALL_GEOMEAN +\+1\.0000 ")


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main(argv=[sys.argv[0], *(sys.argv[1:] or ["Formats"])])
