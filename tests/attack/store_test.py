#!/usr/bin/python3
"""Does a store that is removed, moved, replaced, copied, forged or named wrongly, or whose disk is full, end in one true
line, with every trial kept?"""

import resource
import shutil
import sqlite3
import subprocess
import sys

import front_door
from older_store import statements_back_to


class Identity(front_door.Attack):
    """The file of a run that goes on."""

    def displace(self, displace):
        """The end of a run whose store is displaced after some trials: every trial is in a copy that the line names."""
        process = self.begin(*self.tiny(blocks=2000))
        self.wait_for_trials(process, 15)
        stored = self.trials()
        displace()
        _, errors = process.communicate(timeout=20)
        last = errors.splitlines()[-1]
        self.assertEqual(process.returncode, 1, errors)
        self.assertIn("was removed, moved or replaced", last)
        self.assertNotIn("every sample", errors)
        rescued = self.store.parent / "s.rescued.db"
        self.assertTrue(last.endswith(f"--store {rescued}"), last)
        self.assertGreaterEqual(self.trials(rescued), stored)
        self.assertEqual(self.query("PRAGMA integrity_check", rescued), [("ok",)])
        self.assertEqual(self.call("report", "--store", str(rescued)).returncode, 0)

    def test_its_folder_is_removed(self):
        self.displace(lambda: shutil.rmtree(self.store.parent))

    def test_it_is_moved(self):
        self.displace(lambda: self.store.rename(self.here / "moved.db"))

    def test_it_is_replaced(self):
        def replace():
            other = self.here / "other.db"
            other.write_bytes(b"")
            other.replace(self.store)

        self.displace(replace)

    def test_its_write_ahead_log_is_removed(self):
        self.displace(lambda: (self.store.parent / "s.db-wal").unlink())

    def test_a_copy_of_the_file_alone_has_every_block_that_counts(self):
        process = self.begin(*self.tiny(blocks=2000))
        counting = "SELECT count(*) FROM settled_block WHERE standing = 'counts'"
        self.wait_for_trials(process, 30)
        (settled,), = self.query(counting)
        copy = self.here / "copy.db"
        shutil.copyfile(self.store, copy)
        self.assertGreaterEqual(self.trials(copy), 6 * (settled - 1))  # the last may be on its way
        self.assertGreaterEqual(self.query(counting, copy)[0][0], settled - 1)


class Refusal(front_door.Attack):
    def test_a_run_that_is_refused_leaves_no_run(self):
        competitor = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        self.addCleanup(competitor.wait)
        self.addCleanup(competitor.kill)
        refused = self.call(*self.tiny("--require-quiet"))
        self.assertEqual(refused.returncode, 2, refused.stderr)
        self.assertTrue(refused.stderr.endswith("; nothing was run\n"), refused.stderr)
        for table in ("run", "run_cell", "run_build", "run_kernel", "run_layout"):
            self.assertEqual(self.query(f"SELECT count(*) FROM {table}"), [(0,)], table)


class Names(front_door.Attack):
    """What SQLite takes for something else than a file."""

    def test_a_name_under_which_nothing_would_be_kept_is_refused(self):
        for name in (":memory:", "file:s.db?mode=memory", "file::memory:", "file:s.db", ""):
            for command in (("run", *front_door.TINY), ("report",)):
                with self.subTest(name=name, command=command[0]):
                    done = self.call(*command, "--store", name)
                    self.assertEqual(done.returncode, 2, done.stderr)
                    self.assert_one_line(done.stderr.splitlines()[-1] if done.stderr else "", "--store")
        self.assertEqual(list(self.here.iterdir()), [])


class Stored(front_door.Attack):
    """A store of one small run, made once."""

    @classmethod
    def setUpClass(cls):
        maker = cls()
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        done = maker.call(*maker.tiny())
        assert done.returncode == 0, done.stderr
        cls.made = maker.store

    def setUp(self):
        super().setUp()
        if hasattr(self, "made"):
            self.store.parent.mkdir()
            shutil.copyfile(self.made, self.store)

    def edit(self, script):
        database = sqlite3.connect(self.store)
        database.executescript(script)
        database.close()


class Forged(Stored):
    def report(self):
        """How a report of the store ends: never by a signal or without a word."""
        done = self.call("report", "--format", "text,md,csv", "--store", str(self.store))
        self.assertIn(done.returncode, (0, 1, 2), done.stderr)
        if done.returncode != 0:
            self.assert_one_line(done.stderr, str(self.store))
        return done

    def test_a_number_below_zero_is_named_with_its_row(self):
        self.edit("UPDATE sample SET iteration = -1 WHERE trial = 2 AND worker = 0 AND iteration = 0")
        done = self.report()
        self.assertEqual(done.returncode, 1)
        self.assertIn("a sample of trial 2 has iteration = -1", done.stderr)

    def test_a_version_below_zero_is_damage(self):
        self.edit("PRAGMA user_version = -7")
        self.assertIn("its version is -7", self.report().stderr)

    def test_a_view_with_an_endless_query_is_refused(self):
        self.edit("DROP TABLE look; CREATE VIEW look AS WITH RECURSIVE n(i) AS"
                  " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 2 AS run, 1 AS blocks, 1.0 AS elapsed_seconds,"
                  " NULL AS widest, NULL AS wanted, '' AS decision FROM n")
        self.assertIn("holds the view look", self.report().stderr)

    def test_any_number_in_any_column_ends_in_tables_or_one_line(self):
        columns = self.query("SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name)"
                             " AS columns WHERE tables.type = 'table' AND columns.type IN ('INTEGER', 'REAL')")
        self.assertGreater(len(columns), 100)
        for table, column in columns:
            for value in (-1, 0, 1 << 62 | 1):
                shutil.copyfile(self.made, self.store)
                try:
                    self.edit(f"UPDATE OR IGNORE {table} SET {column} = {value}")
                except sqlite3.IntegrityError:
                    continue  # SQLite itself does not take it
                with self.subTest(table=table, column=column, value=value):
                    self.report()

    def test_check_says_whether_it_is_whole(self):
        whole = self.call("runs", "check", "--store", str(self.store))
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        self.assertRegex(whole.stdout, r"is whole: 1 run, \d+ trials\n$")
        self.edit("DELETE FROM worker WHERE trial = 1 AND worker = 0; UPDATE trial SET twin = 5 WHERE id = 3")
        damaged = self.call("runs", "check", "--store", str(self.store))
        self.assertEqual(damaged.returncode, 1)
        for part in ("of table sample refer to rows of worker", "trial 1 is complete and has", "trial 3 has twin = 5"):
            self.assertIn(part, damaged.stdout)
        self.assertEqual(self.call("runs", "mend").returncode, 2)


class Reading(Stored):
    def test_from_a_disk_that_is_full(self):
        done = self.call("report", "--store", str(self.store),
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("concat of 300", done.stdout)

    def test_from_a_disk_that_is_full_with_trials_in_the_log_says_so(self):
        writer = sqlite3.connect(self.store)
        writer.executescript("PRAGMA wal_autocheckpoint = 0; UPDATE run SET margin = 0.04")
        copy = self.here / "copy.db"
        for end in ("", "-wal"):
            shutil.copyfile(f"{self.store}{end}", f"{copy}{end}")
        writer.close()
        done = self.call("report", "--store", str(copy),
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assert_one_line(done.stderr, "trials are in", "copy both files")
        self.assertEqual(self.call("report", "--store", str(copy)).returncode, 0)

    def test_an_older_store_leaves_it_as_it_was(self):
        self.edit(statements_back_to(14) + "PRAGMA wal_checkpoint(TRUNCATE)")
        before = self.store.read_bytes()
        done = self.call("report", "--store", str(self.store))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("concat of 300", done.stdout)
        self.assertEqual(self.store.read_bytes(), before)


if __name__ == "__main__":
    front_door.main()
