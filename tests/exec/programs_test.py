#!/usr/bin/python3
"""Are real programs started together, measured to their end, compared and continued?"""

import exec_case
from exec_case import front_door

MADE_TRIALS = 6  # of a block: glibc, its twin and mimalloc, each alone and with two copies


class Programs(exec_case.ExecCase):
    def test_every_launch_is_measured_and_its_output_compared(self):
        (self.here / "numbers").write_text("\n".join(str(n * 7919 % 20011) for n in range(20000)))
        end = self.exec(command=("sort", "-n", "numbers"), blocks=2)
        self.assertEqual(end.returncode, 0, end.stderr)
        trials = self.program_trials("outcome, makespan_ns")
        self.assertEqual([outcome for outcome, _ in trials], ["complete"] * 2 * MADE_TRIALS)
        copies = self.program_workers("checksum, peak_bytes")
        self.assertEqual(len(copies), 2 * (3 + 6))
        self.assertEqual(len({checksum for checksum, _ in copies}), 1)
        for _, peak in copies:
            self.assertGreater(peak, 1 << 20)
        for elapsed, cpu, faults in self.query("SELECT wall_ns, cpu_ns, minor_faults FROM sample JOIN trial ON trial = id "
                                               "WHERE phase = 1 AND trial.cell IN (SELECT ordinal FROM run_cell JOIN cell "
                                               "ON cell.id = cell WHERE size = 0)"):
            self.assertGreater(elapsed, 0)
            self.assertGreater(cpu, 0)
            self.assertGreater(faults, 100)

    def test_the_same_command_is_continued_and_another_is_another_run(self):
        command = ("sort", "/etc/passwd")
        self.exec(command=command)
        again = self.exec(command=command)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("continuing run 1", again.stderr)
        more = self.exec(command=command, blocks=2)
        self.assertIn("continuing run 1", more.stderr)
        self.assertEqual(len(self.program_trials("outcome")), 2 * MADE_TRIALS)
        self.exec(command=("sort", "-r", "/etc/passwd"))
        self.exec("--env", "LC_ALL=C", command=command)
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(3,)])

    def test_a_script_that_was_edited_is_another_run_and_data_that_changed_is_not(self):
        script, data = self.here / "job.py", self.here / "data"
        command = ("/usr/bin/python3", "job.py", "data")
        for text, written, runs in (("pass", "a", 1), ("pass", "b", 1), ("print(1)", "b", 2), ("pass", "b", 2)):
            script.write_text(text)
            data.write_text(written)
            end = self.exec("--workers", "1", command=command)
            self.assertEqual(end.returncode, 0, end.stderr)
            self.assertEqual(self.query("SELECT count(*) FROM run"), [(runs,)], (text, written))

    def test_commands_and_variables_are_compared_in_the_same_blocks(self):
        end = self.exec("--command", "sh -c 'exit 0'", "--command", "sort /etc/passwd", "--vary-env", "LC_ALL=C,C.UTF-8",
                        "--workers", "1")
        self.assertEqual(end.returncode, 0, end.stderr)
        variants = {layout for (layout,) in self.query("SELECT DISTINCT layout FROM cell WHERE size = 0")}
        self.assertEqual(variants, {f"{command} LC_ALL={locale}" for command in ("sh -c 'exit 0'", "sort /etc/passwd")
                                    for locale in ("C", "C.UTF-8")})
        self.assertIn("against sh -c 'exit 0' LC_ALL=C", " ".join(end.stdout.split()))

    def test_what_varies_replaces_its_name_in_the_command(self):
        end = self.exec("--vary", "N=1,2", "--expect", "1,2", "--workers", "1", command=("sh", "-c", "exit {N}"))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertEqual({layout for (layout,) in self.program_trials("layout")}, {"N=1", "N=2"})

    def test_each_copy_has_its_number_and_a_fresh_folder(self):
        script = "ls -A {scratch} >> seen; echo {worker} {scratch} >> seen; touch {scratch}/used"
        end = self.exec("--shell", "--command", script)
        self.assertEqual(end.returncode, 0, end.stderr)
        lines = [line.split() for line in (self.here / "seen").read_text().splitlines()]
        self.assertEqual(len(lines), 1 + 3 + 6)  # no folder had anything in it, so each copy wrote one line
        self.assertEqual({number for number, _ in lines}, {"0", "1"})
        self.assertEqual(len({folder for _, folder in lines}), len(lines))
        for _, folder in lines:
            self.assertFalse(front_door.pathlib.Path(folder).exists(), folder)

    def test_a_program_that_makes_its_own_workers_is_started_once(self):
        end = self.exec("--shell", "--workers", "2", "--command", "seq 4 | xargs -P{workers} -I_ sleep 0.0_")
        self.assertEqual(end.returncode, 0, end.stderr)
        copies = self.program_workers("cell.workers, count(*)")
        self.assertEqual(copies, [(copies[0][0], MADE_TRIALS)])

    def test_input_output_folder_and_errands(self):
        (self.here / "in").write_text("what was read\n")
        (self.here / "folder").mkdir()
        end = self.exec("--input", "in", "--cwd", "folder", "--output", "out", "--workers", "1", "--shell", "--prepare",
                        "echo before >> log", "--cleanup", "echo after >> log", "--command", "cat; pwd; echo ran >> log")
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertEqual((self.here / "out").read_text(), f"what was read\n{(self.here / 'folder').resolve()}\n")
        self.assertEqual((self.here / "log").read_text().split(), ["before", "after"] * 4)
        self.assertEqual((self.here / "folder" / "log").read_text().split(), ["ran"] * 4)

    def test_the_callers_environment_is_passed_on_but_for_what_changes_the_allocator(self):
        end = self.exec("--output", "out", "--workers", "1", "--alloc", "glibc", command=("env",),
                        env={"PATH": "/usr/bin:/bin", "MINE": "kept", "MALLOC_CONF": "narenas:1"})
        self.assertEqual(end.returncode, 0, end.stderr)
        seen = (self.here / "out").read_text().splitlines()
        self.assertIn("MINE=kept", seen)
        self.assertFalse([line for line in seen if line.startswith("MALLOC_CONF")])
        self.assertIn("not passed on, since they change the allocator: MALLOC_CONF=narenas:1", end.stderr)

    def test_a_name_stays_text_everywhere(self):
        name = 'a "b" | <c>\n`d` \x1b[1m'
        end = self.exec("--name", name, "--workers", "1", command=("true",))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertNotIn("\x1b", end.stdout)
        (csv,) = self.here.glob("*.csv")
        self.assertIn('"a ""b"" | <c> `d` ?[1m"', csv.read_text())
        (page,) = self.here.glob("*.md")
        self.assertNotIn("<c>", page.read_text().replace("\\<c", ""))

    def test_it_ends_with_its_answer(self):
        end = self.exec(command=("sort", "/etc/passwd"), blocks=2)
        answer = end.stdout[end.stdout.rindex("sort /etc/passwd: 2 blocks"):]
        words = " ".join(answer.split())
        self.assertRegex(words, r"ANSWER (the machine was busy|not yet:)")
        self.assertIn("PROVED in 18 launches malloc is the named library's; the output is the same",
                      words)
        self.assertLessEqual(len(answer.splitlines()), 10)
        self.assertLessEqual(max(len(line) for line in answer.splitlines()), 80)

    def test_events_by_name_are_counted_in_the_whole_tree(self):
        end = self.exec("--workers", "1", "--event", "page-faults,mine=r3c", "--shell", "--command", "sort /etc/passwd | wc -l")
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertEqual(self.query("SELECT name, type, code FROM run_event"), [("page-faults", 1, 2), ("mine", 4, 0x3c)])
        counted = self.query("SELECT sum(perf_page_faults), sum(raw_event_1), count(raw_event_2) FROM sample JOIN trial ON "
                             "trial.id = trial JOIN run_cell ON run_cell.ordinal = trial.cell JOIN cell ON "
                             "cell.id = run_cell.cell WHERE size = 0 GROUP BY trial")
        self.assertGreater(len(counted), 0)
        if counted[0][0] is None:
            self.skipTest("perf_event_open is not allowed here")
        for faults, events, _ in counted:
            self.assertGreater(faults, 100)
            self.assertEqual(events, faults)

    def test_perf_events_are_those_of_the_whole_tree(self):
        end = self.exec("--workers", "1", "--shell", "--command", "sort /etc/passwd | sort -r | wc -l")
        self.assertEqual(end.returncode, 0, end.stderr)
        counted = self.query("SELECT sum(perf_page_faults), sum(minor_faults + major_faults) FROM sample JOIN trial ON "
                             "trial.id = trial JOIN run_cell ON run_cell.ordinal = trial.cell JOIN cell ON "
                             "cell.id = run_cell.cell WHERE size = 0 GROUP BY trial")
        if counted[0][0] is None:
            self.skipTest("perf_event_open is not allowed here")
        for events, faults in counted:
            self.assertAlmostEqual(events / faults, 1, delta=0.1)

    def test_output_that_differs_is_said_to_prove_nothing(self):
        end = self.exec("--workers", "1", "--shell", "--command", "date +%N")
        self.assertIn("NOTE the output differs from launch to launch", " ".join(end.stdout.split()))

    def test_why_it_loses_is_asked_by_arms_and_neighbours(self):
        end = self.exec("--why", alloc="glibc", command=("sort", "/etc/passwd"), blocks=2)
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertIn(("glibc:retain", 2, "self"), self.program_trials("allocator, workers, siblings"))
        self.assertEqual({siblings for (siblings,) in self.program_trials("siblings")},
                         {"self", "idle", "compute", "fault", "copy", "stream"})
        after_the_answer = end.stdout[end.stdout.rindex("\nANSWER "):]
        self.assertIn("siblings replaced, the victim loses", after_the_answer)
        why = self.call("explain", "--store", str(self.store))
        self.assertEqual(why.returncode, 0, why.stderr)
        self.assertIn("sort /etc/passwd with glibc: 2 workers against one", why.stdout)
        self.assertIn("siblings replaced", why.stdout)

    def test_what_would_be_run_is_told(self):
        end = self.exec("--dry-run", command=("no-such-program",))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertIn("no-such-program", end.stdout)


if __name__ == "__main__":
    front_door.main()
