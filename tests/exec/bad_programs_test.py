#!/usr/bin/python3
"""Does every program that cannot be measured end in one true line, with the other cells measured?"""

import exec_case
from exec_case import front_door


class BadPrograms(exec_case.ExecCase):
    def refused(self, *parts, command=(), words=()):
        end = self.exec(*words, command=command)
        self.assertEqual(end.returncode, 2, end.stderr)
        self.assert_one_line(end.stderr, *parts)
        self.assertEqual(end.stdout, "")

    def test_what_cannot_be_started(self):
        self.refused("cannot execute no-such-program: No such file", command=("no-such-program",))
        (self.here / "plain").write_text("no program")
        self.refused("cannot execute ./plain: Permission denied", command=("./plain",))
        self.refused("exited with status 3; last message: 'so it is'", words=("--shell", "--command", "echo so it is >&2; exit 3"))
        self.refused("killed by signal 11 (Segmentation fault)", words=("--shell", "--command", "kill -SEGV $$"))

    def test_wrong_words(self):
        self.refused("exec: no command")
        self.refused("--command: '|' would be for a shell: give --shell", words=("--command", "ls | wc"))
        self.refused("--command: a ' has no end", words=("--command", "sh -c 'ls"))
        self.refused("--vary: {N} stands in no command", words=("--vary", "N=1,2"), command=("true",))
        self.refused("--vary-env: 'N' is no NAME=VALUE,VALUE", words=("--vary-env", "N"), command=("true",))
        self.refused("--env: 'N' is no NAME=VALUE", words=("--env", "N"), command=("true",))
        self.refused("--cwd: there is no folder 'nowhere'", words=("--cwd", "nowhere"), command=("true",))
        self.refused("--input: there is no file 'nothing'", words=("--input", "nothing"), command=("true",))
        self.refused("--expect: '0,x'", words=("--expect", "0,x"), command=("true",))
        self.refused("'true' is given twice", words=("--command", "true", "--command", "true"))
        self.refused("unknown allocator 'mimaloc'; did you mean 'mimalloc'?", words=("--alloc", "mimaloc"), command=("true",))

    def test_an_allocator_that_is_no_library_is_skipped_with_the_reason(self):
        end = self.exec(alloc="bump", command=("true",))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertIn("bump will be skipped: its code is part of its runner", end.stderr)

    def test_one_bad_command_does_not_stop_the_others(self):
        end = self.exec("--workers", "1", "--command", "true", "--command", "false")
        self.assertEqual(end.returncode, 1)
        self.assertIn("false: copy 0 exited with status 1", end.stderr)
        self.assertEqual(set(self.program_trials("layout, outcome")), {("true", "complete"), ("false", "failed")})

    def test_a_program_with_a_gigabyte_to_say(self):
        end = self.exec("--workers", "1", "--alloc", "glibc", command=("head", "-c", "1G", "/dev/zero"))
        self.assertEqual(end.returncode, 0, end.stderr)

    def test_programs_that_treat_their_process_in_unusual_ways(self):
        for script in ("exec <&- >&- 2>&-", "cat", "cd /; rm -rf \"$PWD/none\"", "ulimit -n 3; true", "env -i true; true",
                       "sh -c 'kill -STOP $$' & sleep 0.05; kill -CONT $!; wait", "trap '' TERM HUP INT CHLD; true",
                       "echo no >&3 || true", "printf '\\033[31m\\377\\000' >&2", "yes | head -c 3000000 >&2"):
            with self.subTest(script):
                end = self.exec("--workers", "2", "--alloc", "glibc", "--fresh", "--shell", "--command", script)
                self.assertEqual(end.returncode, 0, end.stderr)

    def test_a_program_that_needs_a_terminal_is_told_that_there_is_none(self):
        self.refused("exited with status 2", words=("--shell", "--command", "read line < /dev/tty"))

    def test_a_program_that_fills_its_disk(self):
        self.refused("No space left on device", words=("--shell", "--command", "printf full | dd of=/dev/full status=none"))


if __name__ == "__main__":
    front_door.main()
