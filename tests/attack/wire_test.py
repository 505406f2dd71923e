#!/usr/bin/python3
"""A number that a runner writes and that is none, or out of range: is it garbage, and never stored?"""

import os

import false_runner
import front_door

SPEC = """question = "?"
[factors]
kernels = "task"
layouts = "every"
allocators = "false"
sizes = 10
workers = 1
[baseline]
layout = "every"
allocator = "false"
[measure]
estimand = "cold"
blocks = 1
iterations = 1
"""
NO_NUMBERS = ("1e300", "-5", "18446744073709551615", "1.5", "true", '"1"', "null")


class Wire(front_door.Attack):
    def run_false(self, *words, **lies):
        runners = false_runner.make(self.here / "runners", lies={key.replace("_of_", "."): v for key, v in lies.items()})
        spec = self.here / "wire.toml"
        spec.write_text(SPEC)
        return self.call("run", str(spec), "--store", str(self.store), "--fresh", *words,
                         env={**os.environ, "ALLOCSCALE_RUNNERS": str(runners)})

    def outcomes(self):
        """Of the newest run."""
        return self.query("SELECT DISTINCT outcome, message FROM trial WHERE run = (SELECT max(id) FROM run)"
                          " GROUP BY outcome")

    def test_what_is_a_number_is_stored(self):
        done = self.run_false()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.outcomes(), [("complete", "")])

    def test_a_sample_of_no_number_is_garbage(self):
        for number in (*NO_NUMBERS, "0"):
            with self.subTest(wall_ns=number):
                done = self.run_false(sample_of_wall_ns=number)
                (outcome, message), = self.outcomes()
                self.assertEqual((done.returncode, outcome), (1, "failed"), message)
                self.assertIn("talked garbage", message)
                self.assertEqual(self.query("SELECT count(*) FROM sample"), [(0,)])

    def test_times_that_cannot_be_are_garbage(self):
        for field in ("start_ns", "stop_ns"):
            for number in ("1e300", "-5", "0", "9223372036854775807"):
                with self.subTest(field=field, number=number):
                    self.run_false(**{f"result_of_{field}": number})
                    (outcome, message), = self.outcomes()
                    self.assertEqual(outcome, "failed")
                    self.assertIn("talked garbage", message)

    def test_a_description_of_no_numbers_is_refused(self):
        for number in NO_NUMBERS:
            done = self.run_false("--dry-run", kernel_of_largest=number)
            self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
            self.assert_one_line(done.stderr, "runner-false", "largest")

    def test_a_prediction_of_no_number_is_refused_and_one_that_is_large_is_a_deadline(self):
        for number in NO_NUMBERS:
            done = self.run_false("--dry-run", demand_of_time_ns=number)
            self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
            self.assert_one_line(done.stderr, "runner-false", "time_ns")
        self.assertEqual(self.run_false("--dry-run", demand_of_bytes="9223372036854775807").returncode, 1)
        done = self.run_false("--yes", demand_of_time_ns="9223372036854775807")  # it would take longer than a day
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.outcomes(), [("complete", "")])


if __name__ == "__main__":
    front_door.main()
