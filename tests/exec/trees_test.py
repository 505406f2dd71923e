#!/usr/bin/python3
"""Does a trial last until everything that the program started has ended, and does nothing of it stay?"""

import os
import pathlib
import random
import signal
import time

import exec_case
from exec_case import front_door

SECONDS = f"7{os.getpid()}"  # how long the processes of this test sleep: by that they are found


def sleepers():
    """The processes of this test that live."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and SECONDS.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            pass
    return found


def wait_until(done):
    """Bounded by the time limit of the test."""
    while not done():
        time.sleep(0.01)


# A process in the command's session, one in a session of its own whose parent has ended, and one that ignores signals.
FAMILY = (f"sleep {SECONDS} & setsid sh -c 'sleep {SECONDS} & exec sleep {SECONDS}' & "
          f"(trap '' TERM HUP INT; exec sleep {SECONDS}) & exec sleep {SECONDS}")
MEMBERS = 5


class Trees(exec_case.ExecCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(lambda: [os.kill(pid, signal.SIGKILL) for pid in sleepers()])

    def test_a_trial_lasts_until_the_last_process_has_ended(self):
        end = self.exec("--workers", "1", "--shell", "--command", "(setsid sleep 0.2 &) ; exit 0")
        self.assertEqual(end.returncode, 0, end.stderr)
        for (command_ns, rest_ns) in self.query(
                "SELECT operate.wall_ns, rest.wall_ns FROM sample AS operate JOIN sample AS rest USING (trial, worker) "
                "JOIN trial ON trial.id = trial JOIN run_cell ON run_cell.ordinal = trial.cell "
                "JOIN cell ON cell.id = run_cell.cell WHERE size = 0 AND operate.phase = 1 AND rest.phase = 2"):
            self.assertGreater(command_ns + rest_ns, 200e6)

    def test_what_does_not_end_is_named_and_ended(self):
        end = self.exec("--shell", "--command", f"setsid sleep {SECONDS} & exit 0")
        self.assertEqual(end.returncode, 2)
        self.assert_one_line(end.stderr, "ended, and what it started did not: sleep (pid ")
        self.assertEqual(sleepers(), [])

    def test_nothing_stays_when_a_copy_takes_too_long(self):
        end = self.exec("--timeout", "0.5", "--shell", "--command", FAMILY)
        self.assertEqual(end.returncode, 2)
        self.assert_one_line(end.stderr, "deadline of 0.5 s")
        self.assertEqual(sleepers(), [])

    def test_a_copy_that_computes_for_too_long_is_said_to_use_a_cpu(self):
        end = self.exec("--timeout", "0.5", "--shell", "--command", "while :; do :; done & wait")
        self.assert_one_line(end.stderr, "not done after 0.5 s, using a CPU: worker 0")

    def test_nothing_stays_when_the_harness_is_stopped(self):
        for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin_exec("--shell", "--command", FAMILY)
            wait_until(lambda: len(sleepers()) >= MEMBERS)
            process.send_signal(stop)
            self.assertEqual(process.wait(), 130, stop)
            self.assertEqual(sleepers(), [], stop)

    def test_nothing_stays_when_the_harness_is_killed(self):
        chance = random.Random(7)
        for _ in range(KILLS):
            process = self.begin_exec("--shell", "--command", FAMILY)
            wait_until(lambda: sleepers())
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            process.wait()
            wait_until(lambda: not sleepers())


KILLS = int(os.environ.get("ALLOCSCALE_TEST_KILLS", "5"))

if __name__ == "__main__":
    front_door.main()
