#!/usr/bin/python3
"""Does the counter count exactly what a program asks of malloc?"""

import collections
import pathlib
import subprocess

import preloaded
from preloaded import LIBRARIES, LIBRARY, PROGRAM, PYTHON, RUNNERS, STATIC
from records import COUNTED

# What the word "known" makes the program do: (function, size class): (calls, bytes). The classes are those of
# harness/protocol/witness_record.hpp: 16 bytes each up to 1 KiB (class 64), then up to each power of two.
KNOWN = {("malloc", 0): (1, 0), ("malloc", 2): (7, 168), ("calloc", 63): (3, 3000), ("realloc", 64): (1, 1024),
         ("realloc", 65): (1, 1025), ("realloc", 67): (1, 5000), ("malloc", 74): (1, 1 << 20)}
KNOWN_FREES = 8


def difference(more, less):
    """Of two tables of requests, what the first has more."""
    left = collections.Counter()
    for key in more:
        calls, count = more[key]
        calls_before, count_before = less.get(key, (0, 0))
        if (calls, count) != (calls_before, count_before):
            left[key] = (calls - calls_before, count - count_before)
    return dict(left)


class Counter(preloaded.Preloaded):
    variable = "ALLOCSCALE_COUNTER"

    def counts(self, libraries, *words):
        """The one record of a run of the program."""
        self.run_under(libraries, PROGRAM, *words)
        record, = self.records()
        self.assertEqual(record.kind, COUNTED)
        return record

    def test_known_calls_are_counted_exactly(self):
        for family, library in {"glibc": None, **LIBRARIES}.items():
            with self.subTest(family=family):
                libraries = [LIBRARY, library] if library else [LIBRARY]
                without, known = self.counts(libraries), self.counts(libraries, "known")
                seen = difference(known.requests, without.requests)
                self.assertEqual(seen, KNOWN)
                self.assertEqual(known.frees - without.frees, KNOWN_FREES)

    def test_operators_count_alike_under_every_allocator(self):
        for library in (None, *LIBRARIES.values()):
            with self.subTest(library=library):
                libraries = [LIBRARY, library] if library else [LIBRARY]
                without, operators = self.counts(libraries), self.counts(libraries, "operators")
                self.assertEqual(difference(operators.requests, without.requests),
                                 {("malloc", 13): (1, 200), ("malloc", 19): (1, 300), ("posix_memalign", 44): (1, 700)})
                self.assertEqual(operators.frees - without.frees, 3)

    def runner_counts(self, libraries, kernel, layout, size):
        said = self.run_under(libraries, RUNNERS / "runner-glibc", "--kernel", kernel, "--layout", layout, "--size", size,
                              "--owner", pathlib.Path(LIBRARY).name)
        self.assertIn('"verdict":"proven"', said)
        record, = self.records()
        return record.requests

    def test_a_runner_is_proven_under_it(self):
        """As one whose malloc is the counter's; the kernel counts the same, whatever allocator is behind it."""
        counts = []
        for library in (None, *LIBRARIES.values()):
            libraries = [LIBRARY, library] if library else [LIBRARY]
            null = self.runner_counts(libraries, "null", "none", "1")
            counts.append(difference(self.runner_counts(libraries, "concat", "boxed", "1000"), null))
        self.assertGreaterEqual(counts[0]["malloc", 2][0], 743, "an integer beyond 256 has 32 bytes")
        self.assertEqual(counts, [counts[0]] * len(counts))

    def test_threads_lose_no_call(self):
        without, threads = self.counts([LIBRARY]), self.counts([LIBRARY], "threads")
        seen = difference(threads.requests, without.requests)
        self.assertEqual(seen["malloc", 1], (4000, 40000))
        self.assertEqual(seen["realloc", 2], (4000, 80000))
        self.assertGreaterEqual(threads.frees - without.frees, 4000)

    def test_a_child_counts_from_zero(self):
        for end in ("exit", "_exit"):
            with self.subTest(end=end):
                self.run_under([LIBRARY], PROGRAM, "known", f"fork-{end}", stdout=subprocess.DEVNULL)
                child, parent = self.records()
                self.assertEqual(child.parent, parent.pid)
                self.assertEqual(child.requests["malloc", 67], (1, 5000))
                self.assertNotIn(("calloc", 63), child.requests)
                self.assertIn(("calloc", 63), parent.requests)
                self.assertNotIn(("malloc", 67), parent.requests)

    def test_a_program_that_ends_by_exit_at_once_is_counted(self):
        self.assertEqual(self.counts([LIBRARY], "known", "_exit").requests["calloc", 63], (3, 3000))

    def test_a_child_that_borrows_its_parents_memory_writes_nothing(self):
        """subprocess begins one by vfork, which ends by _exit where the program is not there."""
        self.run_under([LIBRARY], PYTHON, "-c", "import subprocess\ntry: subprocess.run(['/not/there'])\n"
                       "except FileNotFoundError: pass")
        self.assertEqual(len(self.records()), 1)

    def test_real_programs_run_under_it(self):
        for library in (None, *LIBRARIES.values()):
            libraries = [LIBRARY, library] if library else [LIBRARY]
            said = self.run_under(libraries, PYTHON, "-c", "print(sum(len([0] * n) for n in range(100, 3000)))")
            self.assertEqual(said, f"{sum(range(100, 3000))}\n")
            self.assertGreater(len(self.records()[0].requests), 20)
            self.assertEqual(self.run_under(libraries, "sh", "-c", "echo b a | tr ' ' '\\n' | sort"), "a\nb\n")
            self.records()

    def test_without_the_variable_it_writes_nothing(self):
        environment = self.environment(LIBRARY)
        del environment[self.variable]
        self.run_under([], PROGRAM, "known", "fork-_exit", env=environment)
        self.run_under([LIBRARY], STATIC, "known")
        self.assertEqual(self.records(), [])


if __name__ == "__main__":
    preloaded.main()
