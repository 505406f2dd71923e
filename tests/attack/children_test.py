#!/usr/bin/python3
"""What a worker starts, and what it does to the page it shares: does either outlive or end the harness?"""

import os
import pathlib
import subprocess

import false_runner
import front_door
from wire_test import SPEC


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] not in "ZX"
    except FileNotFoundError:
        return False


class Children(front_door.Attack):
    def run_false(self, *deeds):
        runners = false_runner.make(self.here / "runners", lies={"does": deeds})
        spec = self.here / "children.toml"
        spec.write_text(SPEC)
        return self.call("run", str(spec), "--store", str(self.store),
                         env={**os.environ, "ALLOCSCALE_RUNNERS": str(runners)})

    def test_a_child_in_a_session_of_its_own_is_ended(self):
        done = self.run_false("leave a child")
        children = [int(word) for word in (self.here / "runners" / "children").read_text().split()]
        self.assertGreater(len(children), 0)
        self.assertEqual([pid for pid in children if is_running(pid)], [])
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_page_that_is_made_shorter_ends_nobody(self):
        done = self.run_false("truncate the page")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])

    def test_a_child_that_was_there_before_is_left_alone(self):
        # A shell that executes the program gives it its children.
        runners = false_runner.make(self.here / "runners")
        spec = self.here / "children.toml"
        spec.write_text(SPEC)
        command = (f"sleep 60 & echo $! > {self.here}/sleeper; exec {front_door.ALLOCSCALE} run {spec} --store {self.store}"
                   " > /dev/null 2> /dev/null")
        done = subprocess.run(["/bin/sh", "-c", command], cwd=self.here, timeout=100, check=False,
                              env={**os.environ, "ALLOCSCALE_RUNNERS": str(runners)})
        self.assertEqual(done.returncode, 0)
        sleeper = int((self.here / "sleeper").read_text())
        self.assertTrue(is_running(sleeper))
        os.kill(sleeper, 9)


if __name__ == "__main__":
    front_door.main()
