#!/usr/bin/python3
"""Simulated machines of 10,000 samples each, analysed each by itself: do their findings make the tables, in little memory?

usage: fleet_test.py ALLOCSCALE Few|Thousand    (from CTest)
"""

import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
import front_door  # noqa: E402  (its folder is known only now)

MOST_SECONDS, MOST_MIB = 60, 500
KINDS = 3


def measured(words, folder):
    """The output of a command that must succeed, its seconds and its peak memory in MiB."""
    before = time.monotonic()
    with subprocess.Popen([front_door.ALLOCSCALE, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        out = child.stdout.read()
        err = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, err
    return out, time.monotonic() - before, used.ru_maxrss / 1024


class Fleet(front_door.Attack):
    def make_base(self):
        done = self.call("run", "quick", "--kernel", "concat,copy", "--layout", "boxed", "--alloc", "mimalloc", "--size", "300",
                         "--workers", "1,2", "--iterations", "10", "--blocks", "20", "--design", "separate", "--store", "base.db")
        self.assertEqual(done.returncode, 0, done.stderr)
        database = sqlite3.connect(self.here / "base.db")
        # Times that settle, by block and cell as a quiet machine has them, the same on every machine.
        database.execute("UPDATE sample SET wall_ns = 1000000 + 7919 * trial % 20000")
        for name in ("run_queue_ns", "run_delay_ns", "waited_ns"):
            if self.column(database, name):
                database.execute(f"UPDATE sample SET {name} = 0")
        database.commit()
        samples = database.execute("SELECT count(*) FROM sample").fetchone()[0]
        database.execute("PRAGMA journal_mode = DELETE")
        database.close()
        return samples

    @staticmethod
    def column(database, name):
        return next((row[2] for row in database.execute("PRAGMA table_info(sample)") if row[1] == name), None)

    def make_node(self, number, factor):
        """The base under another name, slower by a factor, of one of three kinds."""
        path = self.here / "node.db"
        shutil.copyfile(self.here / "base.db", path)
        database = sqlite3.connect(path)
        kind = number % KINDS
        database.execute("PRAGMA synchronous = OFF")
        database.execute("UPDATE sample SET wall_ns = CAST(wall_ns * ? AS INTEGER)", (factor,))
        database.execute("UPDATE run SET node = ?, started_at_unix_ns = started_at_unix_ns + ?", (f"n{number}", number))
        database.execute("UPDATE machine SET cpu_model = ?, key = key || ?", (f"Simulated {kind}", f" kind {kind}"))
        database.commit()
        database.close()
        return path

    def tables_of(self, count):
        samples = self.make_base()
        self.assertGreaterEqual(samples, 10_000)
        chance = random.Random(1)
        analysis = 0
        for number in range(count):
            odd = 1.5 if number == 7 else 1
            node = self.make_node(number, odd * chance.lognormvariate(0, 0.01))
            analysis += measured(["merge", "--findings", f"n{number}.findings", str(node)], self.here)[1]
        files = [f"n{number}.findings" for number in range(count)]
        size = sum((self.here / name).stat().st_size for name in files) / count / 1024
        _, merge_seconds, merge_mib = measured(["merge", "--findings", "all.findings", *files], self.here)
        page, page_seconds, page_mib = measured(["report", "--machines", "--findings", "all.findings", "--width", "120"], self.here)
        print(f"{count} machines of {samples} samples: findings of {size:.1f} KiB each, {analysis / count:.2f} s for each on its node;"
              f" merged and tables in {merge_seconds + page_seconds:.1f} s and {max(merge_mib, page_mib):.0f} MiB")
        self.assertLessEqual(size, 16)
        self.assertLessEqual(merge_seconds + page_seconds, MOST_SECONDS)
        self.assertLessEqual(max(merge_mib, page_mib), MOST_MIB)
        self.assertIn(f"quick on {count} machines of {KINDS} kinds", page)
        self.assertIn("Simulated 2", page)
        times = page[page.index("Between the nodes of a kind: Time alone"):]
        of_kind = {0: 0, 1: 0, 2: 0}
        for number in range(count):
            of_kind[number % KINDS] += 1
        rows = re.findall(r"boxed glibc +([ABC]) +(\d+) +(.*)", times)
        self.assertEqual({(kind, int(nodes)) for kind, nodes, _ in rows}, {("ABC"[kind], nodes) for kind, nodes in of_kind.items()})
        for kind, _, rest in rows:
            self.assertEqual("n7" in rest, kind == "B", rest)  # the one that disagrees with its kind is named
        return page


class Few(Fleet):
    def test_eighteen(self):
        self.tables_of(18)

    def test_files_that_are_none_are_named(self):
        (self.here / "x.findings").write_text("{}\n")
        done = self.call("merge", "--findings", "all.findings", "x.findings")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "x.findings:1")
        self.assertFalse((self.here / "all.findings").exists())
        done = self.call("report", "--machines", "--findings", "none.findings")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "none.findings")
        done = self.call("report", "--findings", "none.findings")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "--machines")


class Thousand(Fleet):
    def test_a_thousand(self):
        self.tables_of(1000)


if __name__ == "__main__":
    front_door.main()
