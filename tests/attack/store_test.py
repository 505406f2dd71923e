#!/usr/bin/python3
"""Does a store that is removed, moved, replaced, copied or named wrongly end in one true line, with every trial kept?"""

import shutil

import front_door


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


if __name__ == "__main__":
    front_door.main()
