#!/usr/bin/python3
"""Does every runner prove which allocator it has, and is a wrong one never measured?

usage: identity_test.py RUNNER_FOLDER COUNTING_RUNNER    (from CTest)
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

RUNNERS = None
COUNTING = None
EXIT_WRONG_ALLOCATOR = 13
# Of the allocators that this test knows: the owners, in files of these names. Another one is held against what it
# declares.
OWNERS = {"glibc": "libc.so", "jemalloc": "libjemalloc.so", "mimalloc": "libmimalloc.so", "tcmalloc": "libtcmalloc",
          "tbbmalloc": "libtbbmalloc_proxy.so", "scudo": "runner-scudo", "bump": "runner-bump"}
OPERATORS = {**OWNERS, "glibc": "libstdc++.so"}
SIZED_OPERATORS = {**OPERATORS, "tbbmalloc": "libstdc++.so"}
STATISTICS = {  # what each one's own interface tells; nothing more is made up
    "glibc": {"allocated", "mapped", "retained"},
    "jemalloc": {"allocated", "resident", "mapped", "retained"},
    "mimalloc": {"mapped"},
    "tcmalloc": {"allocated", "resident", "mapped", "retained"},
    "tbbmalloc": set(),
    "scudo": {"allocated", "mapped", "retained"},
    "bump": {"allocated", "resident", "mapped"},
}


def built():
    """The names of the allocators that this build has a runner for."""
    return sorted(path.name.removeprefix("runner-") for path in RUNNERS.glob("runner-*") if path.suffix != ".unbuilt")


def described(name):
    """What the runner says of its allocator."""
    told = subprocess.run([str(RUNNERS / f"runner-{name}"), "--describe"], capture_output=True, text=True, env={},
                          check=True)
    return json.loads(told.stdout.splitlines()[0])


def library(prefix):
    """The path of an installed shared library, as the loader would find it."""
    lines = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout.splitlines()
    return next(line.split(" => ")[1] for line in lines if line.strip().startswith(prefix))


def run(runner, kernel="null", layout="none", size="0", *extra, environment=None):
    """The exit status, the JSON lines and standard error of one runner started by hand."""
    done = subprocess.run([str(runner), "--kernel", kernel, "--layout", layout, "--size", size, *extra],
                          capture_output=True, text=True, env=environment or {}, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def file_name(path):
    return path.rsplit("/", 1)[-1]


class EachRunner(unittest.TestCase):
    def test_proves_every_symbol(self):
        for name in built():
            with self.subTest(name):
                declared = described(name)["owner"]
                self.assertTrue(declared.startswith(OWNERS.get(name, declared)), declared)
                status, lines, _ = run(RUNNERS / f"runner-{name}", "concat", "boxed", "300")
                self.assertEqual(status, 0)
                hello, result = lines[0], lines[-1]
                self.assertEqual((hello["event"], hello["verdict"], hello["allocator"]), ("hello", "proven", name))
                owners = {o["symbol"]: file_name(o["path"]) for o in hello["owners"]}
                self.assertEqual(len(owners), 15)
                for symbol in ("malloc", "calloc", "realloc", "free", "posix_memalign"):
                    self.assertTrue(owners[symbol].startswith(declared), (symbol, owners[symbol]))
                for symbol in ("operator new", "operator delete", "operator new[]", "operator delete[]"):
                    self.assertTrue(owners[symbol].startswith(OPERATORS.get(name, "")), (symbol, owners[symbol]))
                for symbol in ("operator delete(size_t)", "operator new(align_val_t)"):
                    self.assertTrue(owners[symbol].startswith(SIZED_OPERATORS.get(name, "")), (symbol, owners[symbol]))
                self.assertEqual(result["event"], "result")
                self.assertRegex(result["version"], r"\d")
                self.assertEqual(result["checksum"], result["expected"])

    def test_reports_the_version_that_is_installed(self):
        _, lines, _ = run(RUNNERS / "runner-glibc")
        self.assertEqual(lines[-1]["version"], os.confstr("CS_GNU_LIBC_VERSION").split()[1])


class Statistics(unittest.TestCase):
    def test_each_tells_what_its_interface_knows(self):
        for name in built():
            with self.subTest(name):
                _, lines, _ = run(RUNNERS / f"runner-{name}", "copy", "boxed", "100000")
                seen = {key.removeprefix("allocator_").removesuffix("_bytes"): value
                        for key, value in lines[-1].items() if key.startswith("allocator_")}
                self.assertEqual(set(seen), STATISTICS.get(name, set(seen)))
                for key, value in seen.items():
                    self.assertGreaterEqual(value, 0, key)
                    self.assertLess(value, 1 << 32, key)  # a 100,000-element list is 3 MB
                if name != "bump":  # which gives nothing back before the next iteration
                    self.assertLess(seen.get("allocated", 0), 1 << 20, "all was freed")
                if "mapped" in seen:
                    self.assertGreater(seen["mapped"], 1 << 16)


class Bump(unittest.TestCase):
    def test_an_iteration_takes_no_fault_and_fits_what_was_predicted(self):
        for kernel, layout, size in (("concat", "boxed", "2000"), ("copy", "boxed", "50000"),
                                     ("sqrt", "boxed", "50000"), ("dict", "boxed", "20000")):
            with self.subTest(kernel):
                status, lines, _ = run(RUNNERS / "runner-bump", kernel, layout, size, "--iterations", "3")
                self.assertEqual(status, 0)
                faults = sum(line["minor_faults"] for line in lines if line["event"] == "sample")
                self.assertLess(faults, 30, "the task's own code and stack, no heap")
                result = lines[-1]
                used, region = result["allocator_allocated_bytes"], result["allocator_mapped_bytes"]
                self.assertGreater(used, region // 4, "the prediction is no guess")

    def test_rewound_between_iterations(self):
        taken = [run(RUNNERS / "runner-bump", "concat", "boxed", "1000", "--iterations", count)[1][-1]
                 ["allocator_allocated_bytes"] for count in ("1", "5")]
        self.assertEqual(taken[0], taken[1])

    def test_beyond_the_region_is_out_of_memory(self):
        status, lines, _ = run(RUNNERS / "runner-bump", "concat", "boxed", "2000",
                               environment={"ALLOCSCALE_BUMP_BYTES": "1000000"})
        self.assertEqual((status, lines[-1]["event"], lines[-1]["reason"]), (12, "error", "out of memory"))


class WrongAllocator(unittest.TestCase):
    def refused(self, *args, **kwargs):
        status, lines, _ = run(*args, **kwargs)
        self.assertEqual(status, EXIT_WRONG_ALLOCATOR)
        self.assertEqual([line["event"] for line in lines], ["hello"])
        self.assertEqual(lines[0]["verdict"], "wrong")
        return lines[0]["mismatch"]

    def test_deliberate_mismatch(self):
        found = self.refused(RUNNERS / "runner-glibc", "null", "none", "0", "--owner", "libjemalloc.so")
        self.assertEqual((found["symbol"], found["declared"]), ("malloc", "libjemalloc.so"))
        self.assertTrue(file_name(found["path"]).startswith("libc.so"))

    def test_preload_that_the_loader_skips(self):
        self.refused(RUNNERS / "runner-glibc", "null", "none", "0", "--owner", "libmissing.so",
                     environment={"LD_PRELOAD": "/nowhere/libmissing.so"})

    def test_preload_of_a_known_family_has_its_version_and_statistics(self):
        # Of each one that is a library of its own.
        paths = {name: told["library"] for name in built() if not (told := described(name))["plain"]
                 and file_name(told["library"]).startswith("lib")}
        self.assertGreater(len(paths), 2, paths)
        for family, path in paths.items():
            with self.subTest(family):
                status, lines, _ = run(RUNNERS / "runner-glibc", "null", "none", "0", "--owner", file_name(path),
                                       "--allocator", "mine", environment={"LD_PRELOAD": path})
                _, linked, _ = run(RUNNERS / f"runner-{family}")
                self.assertEqual((status, lines[0]["verdict"], lines[0]["allocator"]), (0, "proven", "mine"))
                self.assertEqual(lines[-1]["version"], linked[-1]["version"])
                self.assertEqual({k for k in lines[-1] if k.startswith("allocator_")},
                                 {k for k in linked[-1] if k.startswith("allocator_")})

    def test_preload_that_beats_the_linked_library(self):
        found = self.refused(RUNNERS / "runner-jemalloc", environment={"LD_PRELOAD": library("libmimalloc.so")})
        self.assertTrue(file_name(found["path"]).startswith("libmimalloc.so"))


class Counting(unittest.TestCase):
    def calls(self, *cell):
        status, lines, stderr = run(COUNTING, *cell)
        self.assertEqual((status, lines[-1]["event"]), (0, "result"), stderr)
        words = dict(word.split("=") for word in stderr.split() if "=" in word)
        return int(words["loader"]), int(words["program"])

    def test_worker_allocates_nothing_of_its_own(self):
        loader, program = self.calls("null", "none", "0")
        self.assertEqual(program, 0)
        self.assertLessEqual(loader, 1)  # libstdc++'s reserve for exceptions, made before main and never freed

    def test_the_count_sees_the_kernel(self):
        # 300 elements, 257 of them shared small integers: 43 made and freed, and one list buffer per build and copy.
        _, program = self.calls("copy", "contiguous", "300")
        self.assertGreater(program, 2)


if __name__ == "__main__":
    RUNNERS, COUNTING = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    assert built(), f"no runner in {RUNNERS}"
    unittest.main(argv=sys.argv[:1])
