#!/usr/bin/python3
"""Does a signal that the caller ignores stay ignored, and does every other one still end a run in order?"""

import signal

import front_door
from front_door import TRIALS_OF_A_BLOCK


class Signals(front_door.Attack):
    def test_what_the_caller_ignores_does_not_end_a_run(self):
        """As nohup ignores SIGHUP, and a shell the SIGINT of a job in the background."""
        ignored = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)

        def ignore():
            for number in ignored:
                signal.signal(number, signal.SIG_IGN)

        process = self.begin(*self.tiny(blocks=30), preexec_fn=ignore)
        self.wait_for_trials(process, 1)
        for number in ignored:
            process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertGreaterEqual(self.trials(), 30 * TRIALS_OF_A_BLOCK)  # disturbed blocks are run again

    def test_what_it_does_not_ignore_ends_a_run_in_order(self):
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                process = self.begin(*self.tiny("--fresh", blocks=2000))
                self.wait_for_trials(process, self.trials() + 1)
                process.send_signal(number)
                tables, errors = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 130, errors)
                self.assertIn("concat of 300", tables)
                self.assertIn("all complete trials are kept", errors)


if __name__ == "__main__":
    front_door.main()
