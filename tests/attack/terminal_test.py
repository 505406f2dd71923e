#!/usr/bin/python3
"""What the program prints fits where it goes: a terminal of any width, a dumb one, one without UTF-8, a pipe."""

import os
import pty
import re
import select
import subprocess
import unittest

import front_door

COLOUR = re.compile(r"\033\[3\dm")
# Pages that need no store; what they print is folded to the width.
PAGES = (("list", "kernels"), ("list", "metrics"), ("describe", "concat"), ("describe", "quick"), ("describe", "twin"),
         ("help", "run"), ("query", "--columns"), ("run", "quick", "--dry-run"))
STORED = (("runs",), ("compare", "1@glibc", "1@mimalloc"), ("report", "--summary"))


def environment(**variables):
    kept = {name: value for name, value in os.environ.items()
            if name not in ("LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "COLUMNS", "TERM")}
    return {**kept, **variables}


class Terminal(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.call(*self.tiny()).returncode, 0)

    def stored(self, words):
        return (*words, "--store", str(self.store))

    def on_terminal(self, *words, **variables):
        """What a terminal gets of both streams, with line feeds as the program writes them."""
        keeper, terminal = pty.openpty()
        process = subprocess.Popen([front_door.ALLOCSCALE, *words], cwd=self.here, stdin=terminal, stdout=terminal,
                                   stderr=terminal, env=environment(**variables))
        os.close(terminal)
        told = b""
        try:
            while select.select([keeper], [], [], 100)[0]:
                told += os.read(keeper, 65536)
        except OSError:  # the other end is closed
            pass
        os.close(keeper)
        self.assertEqual(process.wait(timeout=100), 0, told)
        return told.decode().replace("\r\n", "\n")

    def assert_fits(self, text, columns):
        for line in text.splitlines():
            if len(line.split()) > 1 and len(max(line.split(), key=len)) < columns - 20:  # a long word is never broken
                self.assertLessEqual(len(line), columns, line)

    def test_no_line_is_wider_than_was_asked_for(self):
        for columns in (60, 120):
            for words in (*PAGES, *map(self.stored, STORED)):
                with self.subTest(columns=columns, page=words):
                    done = self.call(*words, "--width", str(columns), env=environment())
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                    # The last line of compare is one line, for the log of a gate.
                    self.assert_fits(done.stdout.partition("\ncompare: ")[0], columns)
        self.assertEqual(self.call("list", "kernels", "--width", "60").stdout,
                         self.call("list", "kernels", env=environment(COLUMNS="60")).stdout)

    def test_a_pipe_gets_a_line_for_each_entry_and_no_control_characters(self):
        for words in (*PAGES, *map(self.stored, STORED)):
            self.assertNotRegex(self.call(*words, env=environment(TERM="xterm")).stdout, r"[\x00-\x09\x0b-\x1f\x7f]")
        for line in self.call("list", "kernels", env=environment()).stdout.splitlines():
            self.assertRegex(line, r"^\w")

    def test_colour_says_what_is_good_or_bad_where_a_terminal_has_it(self):
        compare = self.stored(("compare", "1@glibc", "1@mimalloc"))
        self.assertNotIn("?[3", self.on_terminal(*compare, TERM="xterm"))
        for never in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotRegex(self.on_terminal(*compare, **{"TERM": "xterm", **never}), COLOUR)

    def test_a_dumb_terminal_gets_no_control_characters_and_others_get_one_line_of_progress(self):
        for words in (self.tiny("--fresh"), self.tiny("--fresh", "--quiet")):
            self.assertNotRegex(self.on_terminal(*words, TERM="dumb"), r"[\x00-\x09\x0b-\x1f\x7f]")
        text = self.on_terminal(*self.tiny("--fresh"), TERM="xterm", COLUMNS="60")
        self.assertIn("\r\033[K", text)
        for bar in re.findall(r"\r([^\r\n]+)\033\[K", text):
            self.assertLess(len(bar), 60)

    def test_a_locale_without_utf8_gets_ascii(self):
        for words in (*PAGES, *map(self.stored, STORED), ("run", "--help"), self.tiny("--fresh")):
            with self.subTest(page=words):
                self.assertTrue(self.on_terminal(*words, TERM="xterm", LC_ALL="C").isascii())
                done = self.call(*words, env=environment(LC_ALL="C"))
                self.assertTrue(done.stdout.isascii() and done.stderr.isascii(), done.stdout + done.stderr)

    def test_data_is_the_same_everywhere(self):
        for words in (("runs", "--format", "json"), ("report", "--format", "csv"), ("query", "SELECT 'µ' AS u", "--format", "csv")):
            texts = {self.call(*self.stored(words), *more, env=environment(**variables)).stdout
                     for more, variables in (((), {}), (("--width", "40", "--color", "always"), {}), ((), {"LC_ALL": "C"}))}
            self.assertEqual(len(texts), 1, texts)

    def test_quiet_leaves_results_and_errors_and_verbose_tells_how(self):
        done = self.call(*self.tiny("--fresh", "--quiet"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("concat of 300", done.stdout)
        refused = self.call("run", "quikc", "--quiet")
        self.assertEqual(refused.returncode, 2)
        self.assert_one_line(refused.stderr, "quick")
        usual = self.call(*self.tiny("--fresh"))
        verbose = self.call(*self.tiny("--fresh", "--verbose"))
        for part in ("allocscale: machine: ", "is started as: env -i ", "by seed "):
            self.assertIn(part, verbose.stderr)
            self.assertNotIn(part, usual.stderr)
        self.assertNotIn("not counted", usual.stderr)  # it is so on the machine once and for all: doctor and reports say it

    def test_what_is_wrong_with_an_option_is_one_line(self):
        for words, part in ((("--width", "20"), "say 40 or more"), (("--width", "wide"), "'wide' is no number"),
                            (("--color", "blue"), "none of auto, always, never"), (("--colour", "never"), "here it is --color"),
                            (("--no-color",), "here it is --color never"), (("-q",), "here it is --quiet"),
                            (("-v",), "here it is --verbose"), (("--quiet", "--verbose"), "--quiet")):
            with self.subTest(words=words):
                done = self.call("runs", *words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assert_one_line(done.stderr, part)


if __name__ == "__main__":
    front_door.main()
