#!/usr/bin/python3
"""Does a query give what the store holds, under the right names, and nothing but that? Does every wrong, writing or endless
statement end in one line, and the page of the data say what there is?"""

import csv
import importlib.util
import io
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

import front_door
from store_test import Stored
from text_test import TOGETHER

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "data.md"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
# The columns that two views may have in common. All are there in every row.
KEYS = {"run", "experiment", "trial", "block", "block_status", "sub_block", "twin", "kernel", "size", "layout", "allocator",
        "workers", "iterations", "placement", "start", "history", "stack", "result", "huge_pages", "numa", "siblings",
        "sibling_rate", "worker", "estimand"}


class Query(Stored):
    def ask(self, *words, **options):
        return self.call("query", *words, "--store", str(self.store), **options)

    def rows(self, statement, *words):
        done = self.ask(statement, "--format", "csv", *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""), statement)
        return list(csv.DictReader(io.StringIO(done.stdout, newline="")))

    def columns(self):
        """Of each view: column, unit, meaning."""
        views = {}
        for row in json.loads(self.ask("--columns", "--format", "json").stdout):
            views.setdefault(row["view"], []).append((row["column"], row["unit"], row["meaning"]))
        return views

    def refused(self, statement, *parts, status=2):
        done = self.ask(statement, "--format", "csv")
        self.assertEqual(done.returncode, status, (statement, done.stderr))
        self.assert_one_line(done.stderr, *parts)


class Names(Query):
    def test_a_natural_join_gives_each_sample_the_names_of_its_trial(self):
        words = list(self.tiny("--fresh"))  # its cells have other numbers in the store than in the run
        words[words.index("300")] = "400"
        self.assertEqual(self.call(*words).returncode, 0)
        columns = ("trial", "worker", "iteration", "phase", "kernel", "layout", "allocator", "workers", "wall_ns")
        rows = self.rows(f"SELECT {', '.join(columns)} FROM trials NATURAL JOIN samples ORDER BY 1, 2, 3, 4")
        true = self.query("SELECT sample.trial, worker, iteration, phase, kernel, layout, allocator, workers, wall_ns FROM sample"
                          " JOIN trial ON trial.id = sample.trial JOIN run_cell ON run_cell.run = trial.run AND"
                          " run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell ORDER BY 1, 2, 3, 4")
        self.assertEqual([tuple(row[column] for column in columns) for row in rows],
                         [tuple("" if value is None else str(value) for value in row) for row in true])
        self.assertEqual({(row["run"], row["size"]) for row in self.rows("SELECT run, size FROM samples NATURAL JOIN trials")},
                         {("1", "300"), ("2", "400")})
        self.assertGreater(len({(row["allocator"], row["workers"]) for row in rows}), 3)
        wrong = self.query("SELECT DISTINCT sample.trial, allocator, workers FROM sample JOIN trial ON trial.id = sample.trial"
                           " JOIN cell ON cell.id = trial.cell")
        self.assertNotEqual(set(wrong), {(int(row["trial"]), row["allocator"], int(row["workers"])) for row in rows},
                            "the tables themselves can be joined wrongly: why there are views")

    def test_what_two_views_have_in_common_means_the_same_and_is_never_absent(self):
        views = self.columns()
        names = {view: {column for column, _, _ in columns} for view, columns in views.items()}
        for view in views:
            for other in views:
                if view != other:
                    self.assertLessEqual(names[view] & names[other], KEYS, (view, other))
        for view in views:
            for column in names[view] & KEYS:
                self.assertEqual(self.rows(f"SELECT count(*) AS n FROM {view} WHERE {column} IS NULL"), [{"n": "0"}], (view, column))
        count = lambda of: int(self.rows(f"SELECT count(*) AS n FROM {of}")[0]["n"])
        for view in ("runs", "allocators", "workers"):
            self.assertEqual(count(f"samples NATURAL JOIN {view}"), count("samples"), view)
        self.assertEqual(count("samples NATURAL JOIN trials NATURAL JOIN workers NATURAL JOIN runs NATURAL JOIN allocators"),
                         count("samples"))

    def test_estimates_are_what_the_report_says(self):
        report = list(csv.DictReader(io.StringIO(
            self.call("report", "--format", "csv", "--store", str(self.store)).stdout, newline="")))
        rows = self.rows("SELECT * FROM estimates")
        self.assertEqual(len(rows), len(report))
        for row, line in zip(rows, report):
            for mine, its in (("layout", "layout"), ("allocator", "allocator"), ("workers", "workers"), ("time_ns", "time_ns"),
                              ("slowdown", "slowdown_ratio"), ("estimand", "estimand"), ("cost_of_allocator", "cost_of_allocator_ratio"),
                              ("run", "run"), ("verdict", "verdict")):
                self.assertEqual(row[mine], line[its], (mine, row))
            self.assertEqual(row["twin"], "1" if line["twin"] == "yes" else "0")
            if row["slowdown"]:
                self.assertAlmostEqual(float(row["loss_points"]), 100 * (float(row["slowdown"]) - 1))

    def test_components_are_what_explain_says(self):
        words = list(self.tiny("--fresh", blocks=3))
        words[words.index("boxed")] = "boxed,immortal"
        words[words.index("--iterations") + 1] = "4"
        self.assertEqual(self.call(*words).returncode, 0)
        explained = json.loads(self.call("explain", "--format", "json", "--store", str(self.store)).stdout)
        costs = {(one["layout"], one["allocator"], component["suspects"][0]): component["cost"]["points"]["estimate"]
                 for one in explained for component in one["removal"]["components"]}
        self.assertGreater(len(costs), 0)
        rows = self.rows("SELECT * FROM components WHERE part_of = 'cost' AND component <> 'rest'")
        self.assertEqual({(row["layout"], row["allocator"], row["component"]): float(row["points"]) for row in rows}, costs)
        self.assertEqual({row["run"] for row in rows}, {"2"})
        self.assertEqual(self.rows("SELECT count(*) AS n FROM components", "--run", "1"), [{"n": "0"}])

    def test_one_run_can_be_asked_alone(self):
        self.assertEqual(self.call(*self.tiny("--fresh")).returncode, 0)
        for view in ("samples", "estimates"):
            both = self.rows(f"SELECT run, count(*) AS n FROM {view} GROUP BY run")
            one = self.rows(f"SELECT run, count(*) AS n FROM {view} GROUP BY run", "--run", "2")
            self.assertEqual((len(both), one), (2, both[1:]), view)
        done = self.ask("SELECT 1", "--run", "7")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "holds no run 7", "1, 2")


class Refusals(Query):
    def test_what_writes_is_refused_and_the_file_is_as_it_was(self):
        before = self.store.read_bytes()
        for statement in ("DELETE FROM trial", "UPDATE run SET note = 'x'", "DROP TABLE trial", "INSERT INTO run DEFAULT VALUES",
                          "ATTACH 'evil.db' AS evil", "VACUUM INTO 'evil.db'", "PRAGMA user_version = 3", "CREATE TABLE t (x)",
                          "CREATE TEMP VIEW v AS SELECT 1", "DROP VIEW samples", "DELETE FROM estimates", "BEGIN", "REINDEX",
                          "PRAGMA writable_schema = ON", "CREATE TRIGGER t AFTER INSERT ON run BEGIN SELECT 1; END",
                          "WITH x AS (SELECT 1) DELETE FROM estimates", "DETACH main", "ANALYZE",
                          "SELECT * FROM pragma_table_info('trial')"):
            self.refused(statement, "only a SELECT")
        self.assertEqual(self.store.read_bytes(), before)
        self.assertFalse((self.here / "evil.db").exists())

    def test_what_has_numbers_for_names_is_refused_with_the_views(self):
        for statement in ("SELECT * FROM trial", "SELECT cell FROM TRIAL", "SELECT kernel FROM trial JOIN cell ON cell.id = trial.cell",
                          "SELECT sql FROM sqlite_master", "SELECT * FROM main.sample",
                          "WITH x AS (SELECT * FROM sample) SELECT * FROM x", "SELECT * FROM (SELECT * FROM sample) AS samples"):
            self.refused(statement, "there is no view", "samples, trials, workers")

    def test_a_wrong_statement_is_one_line_that_says_what(self):
        for statement, part in (("", "SELECT"), (" ", "no statement"), ("-- nothing", "no statement"), ("SELEKT 1", "SELEKT"),
                                ("SELECT * FROM nowhere", "no such table: nowhere; the views are"),
                                ("SELECT nowhere FROM runs", "--columns"), ("SELECT 1; SELECT 2", "one statement"),
                                ("SELECT 1; DROP TABLE run", "one statement"), ("SELECT ?", "no value"),
                                ("SELECT load_extension('x')", "load_extension"), ("SELECT abs('\x1b[31m", "unrecognized"),
                                ("SELECT length(randomblob(1000000000))", "too big"), ("SELECT " + "(" * 5000, "stack overflow"),
                                ("SELECT abs(-9223372036854775808)", "overflow")):
            self.refused(statement, part)
        self.assertEqual(self.rows("SELECT 1 AS x; -- and no more"), [{"x": "1"}])

    def test_a_wrong_option_is_one_line(self):
        for words in (("SELECT 1", "--format", "xml"), ("SELECT 1", "--columns"), ("SELECT 1", "--time-limit", "0"),
                      ("SELECT 1", "--store", "none.db"), ()):
            done = self.call("query", *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assert_one_line(done.stderr)


class Endless(Query):
    @staticmethod
    def catches_interrupts(process):
        caught = re.search(r"(?m)^SigCgt:\s*(\w+)$", pathlib.Path(f"/proc/{process.pid}/status").read_text())
        return bool(int(caught[1], 16) & 1 << (signal.SIGINT - 1))

    def test_at_its_time_limit_a_query_ends(self):
        began = time.monotonic()
        done = self.ask(ENDLESS, "--time-limit", "0.3")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assert_one_line(done.stderr, "not done after", "--time-limit")
        self.assertLess(time.monotonic() - began, 10)

    def test_it_ends_at_a_signal(self):
        process = self.begin("query", ENDLESS, "--store", str(self.store))
        while not self.catches_interrupts(process):
            self.assertIsNone(process.poll(), "it ended first")
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        self.assertEqual((process.returncode, errors), (130, "allocscale: interrupted\n"))

    def test_it_ends_with_its_reader(self):
        process = self.begin("query", ENDLESS.replace("count(*)", "i"), "--format", "csv", "--store", str(self.store))
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), "")
        self.assertEqual(process.wait(timeout=20), 0)  # as `head` ends it, which has seen enough

    def test_a_table_shows_so_many_rows_and_csv_all(self):
        numbers = ENDLESS.replace("count(*)", "i") + " LIMIT 1500"
        shown = self.ask(numbers).stdout.splitlines()
        self.assertEqual((len(shown), shown[-1]), (1003, "the first 1000 rows; there are more: --format csv has all"))
        self.assertEqual(len(self.rows(numbers)), 1500)


class Answers(Query):
    def test_values_come_back_in_every_format(self):
        statement = "SELECT 1 AS a, 2.5 AS b, 'x,\"y' AS c, NULL AS d, x'0aff' AS e, 1e300 * 1e300 AS f, 0.1 AS a"
        done = self.ask(statement, "--format", "csv")
        self.assertEqual(done.stdout, 'a,b,c,d,e,f,a\n1,2.5,"x,""y",,x\'0aff\',inf,0.1\n')
        self.assertEqual(json.loads(self.ask(statement, "--format", "json").stdout),
                         [{"a": 1, "b": 2.5, "c": 'x,"y', "d": None, "e": "x'0aff'", "f": None, "a_2": 0.1}])
        self.assertEqual(json.loads(self.ask("SELECT * FROM runs WHERE 0", "--format", "json").stdout), [])
        self.assertEqual(self.ask("SELECT 1 AS a, 'b c' AS d").stdout.splitlines(), ["a  d", "─  ───", "1  b c"])

    def test_a_statement_is_read_from_standard_input(self):
        done = self.ask("-", "--format", "csv", input="SELECT run\nFROM runs\n")
        self.assertEqual((done.returncode, done.stdout), (0, "run\n1\n"), done.stderr)

    def test_hostile_texts_reach_no_page(self):
        database = __import__("sqlite3").connect(self.store)
        database.execute("UPDATE run SET note = CAST(? AS TEXT), experiment = CAST(? AS TEXT)", (b"=1+" + TOGETHER, TOGETHER))
        database.commit()
        database.close()
        for form in ("table", "csv", "json"):
            done = subprocess.run([front_door.ALLOCSCALE, "query", "SELECT *, '\x1b[2J\u202e' AS \"\x1b[31m\" FROM runs",
                                   "--format", form, "--store", str(self.store)], capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            text = done.stdout.decode("utf-8")
            for character in ("\x1b", "\x07", "\u202e", "\u009b", "\0"):
                self.assertNotIn(character, text, form)
        self.assertTrue(self.rows("SELECT note FROM runs")[0]["note"].startswith("'=1+"), "a spreadsheet would run it")


class ThePage(Query):
    """docs/data.md."""

    def test_it_has_every_view_with_every_column(self):
        text = PAGE.read_text()
        told = {}
        for view, table in re.findall(r"(?m)^### `(\w+)`\n\n.*\n\n((?:\|.*\n)+)", text):
            told[view] = [tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
                          for line in table.splitlines()[2:]]
        made = {view: [(f"`{column}`", unit, meaning) for column, unit, meaning in columns]
                for view, columns in self.columns().items()}
        self.assertEqual(sorted(told), sorted(made))
        for view in made:
            self.assertEqual(told[view], made[view], f"{view}: see allocscale query --columns --format json")

    def test_its_examples_run(self):
        (self.here / "results").mkdir()
        shutil.copyfile(self.store, self.here / "results" / "allocscale.db")
        (self.here / "bin").mkdir()
        (self.here / "bin" / "allocscale").symlink_to(front_door.ALLOCSCALE)
        environment = {**os.environ, "PATH": f"{self.here / 'bin'}:{os.environ['PATH']}"}
        ran = set()
        for language, code in re.findall(r"(?ms)^```(\w+)\n(.*?)^```", PAGE.read_text()):
            if language == "r" and shutil.which("Rscript") is None:
                continue
            if "import pandas" in code and importlib.util.find_spec("pandas") is None:
                continue
            if "sqlite3 " in code and language == "sh" and shutil.which("sqlite3") is None:
                continue
            program = {"sh": ["sh", "-e", "-c"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}[language]
            done = subprocess.run([*program, code], cwd=self.here, env=environment, capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), code)
            self.assertNotEqual(done.stdout, "", code)
            ran.add(language)
        self.assertLessEqual({"sh", "python"}, ran)


if __name__ == "__main__":
    front_door.main()
