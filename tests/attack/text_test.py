#!/usr/bin/python3
"""Texts that a terminal, a page or a spreadsheet would obey: do specs, stores, runners or paths get one through?"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import unicodedata

import false_runner
import front_door
from wire_test import SPEC

TEXTS = (pathlib.Path(__file__).resolve().parent.parent / "hostile_texts.txt").read_text(encoding="ascii").splitlines()


def hostile_bytes():
    for line in TEXTS:
        yield re.sub(rb"\\(?:x(..)|(.))", lambda m: bytes.fromhex(m[1].decode()) if m[1] else m[2], line.encode())


HOSTILE = list(hostile_bytes())
# All at once, but without what would end a name or a path.
TOGETHER = b" ".join(text.replace(b"/", b"").replace(b"\0", b"") for text in HOSTILE)


class Text(front_door.Attack):
    def call_bytes(self, *words, **options):
        return subprocess.run([front_door.ALLOCSCALE, *words], cwd=self.here, capture_output=True, timeout=100, check=False,
                              **options)

    def assert_clean(self, output, lines=True):
        text = output.decode("utf-8")  # or an exception
        for character in text:
            if character == "\n" and lines:
                continue
            self.assertNotIn(unicodedata.category(character), ("Cc", "Cf", "Zl", "Zp", "Cs"), (character, text))
        return text

    def assert_clean_line(self, output):
        text = self.assert_clean(output)
        self.assertEqual((text.count("\n"), text[-1:]), (1, "\n"), text)
        return text

    def test_what_is_asked_for_comes_back_on_one_clean_line(self):
        word = TOGETHER
        for words in ((b"run", word), (b"describe", b"x" + word), (b"list", b"x" + word), (b"x" + word,),
                      (b"run", b"quick", b"--alloc", b"a" + word, b"--dry-run"), (b"run", b"--size", b"x" + word)):
            done = self.call_bytes(*words)
            self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
            self.assert_clean_line(done.stderr)

    def test_a_spec_s_errors_are_on_one_clean_line(self):
        spec = self.here / "s.toml"
        for text in (b'question = "\\u001b[31m\\n\\u202e"\n[factors]\nkernels = "\\u001b[2J\\nx"\n', b"question = '" + TOGETHER,
                     b'question = "x"\n"\\u001b[31m\\nx" = 1\n', b'"""\n\x9b\n', b"\x1b[31m = 1\n", b"a = [1,\n2\n"):
            spec.write_bytes(text)
            done = self.call_bytes("run", str(spec), "--dry-run")
            self.assertEqual(done.returncode, 2)
            self.assert_clean_line(done.stderr)

    def hostile_store(self):
        """A run whose every text is hostile."""
        self.assertEqual(self.call(*self.tiny()).returncode, 0)
        database = sqlite3.connect(self.store)
        hostile = b"|`" + TOGETHER
        for statement in ("UPDATE run SET experiment = CAST(? AS TEXT)", "UPDATE run SET question = CAST(? AS TEXT)",
                          "UPDATE allocator_build SET version = CAST(? AS TEXT)",
                          "UPDATE allocator_build SET library_path = CAST(? AS TEXT)",
                          "UPDATE trial SET outcome = 'failed', message = CAST(? AS TEXT)"):
            database.execute(statement, (hostile,))
        database.commit()
        database.close()

    def test_a_store_s_texts_reach_no_page_and_no_file(self):
        self.hostile_store()
        store = ("--store", str(self.store))
        for columns in ("40", "120", "400"):
            done = self.call_bytes("report", *store, env={**os.environ, "COLUMNS": columns})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_clean(done.stdout)
        page = self.assert_clean(self.call_bytes("report", *store, "--format", "md").stdout)
        for table in re.findall(r"(?m)(?:^\|.*\n)+", page):
            columns = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            self.assertEqual(len(columns), 1, table)
        table = self.call_bytes("report", *store, "--format", "csv").stdout
        self.assert_clean(table.replace(b"\r\n", b"\n"))
        rows = list(csv.reader(io.StringIO(table.decode(), newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        for cell in (cell for row in rows[1:] for cell in row if cell[:1] in "=+-@" and cell):
            float(cell)  # a number, or an exception
        explained = self.call_bytes("explain", *store, "--format", "json")
        if explained.returncode == 0:
            json.loads(explained.stdout)
        self.assert_clean(explained.stdout + explained.stderr)
        done = self.call_bytes("report", *store, "-o", "out", "--format", "text,md,csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(list((self.here / "out").iterdir())), 3)

    def test_a_runner_s_words_are_clean_wherever_they_go(self):
        hostile = json.dumps(TOGETHER.decode("utf-8", "replace"))
        lies = {f"allocator.{field}": hostile for field in ("description", "version", "owner")}
        runners = false_runner.make(self.here / "runners", lies=lies | {"kernel.question": hostile})
        environment = {**os.environ, "ALLOCSCALE_RUNNERS": str(runners)}
        for words in (("list", "allocators"), ("list", "kernels"), ("describe", "task"), ("describe", "false")):
            done = self.call_bytes(*words, env=environment)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_clean(done.stdout + done.stderr)
        self.assertEqual(len(self.call_bytes("list", "allocators", env=environment).stdout.splitlines()), 1)
        spec = self.here / "t.toml"
        spec.write_text(SPEC)
        for lies in ({"result.version": hostile}, {"sample.phase": hostile}, {"hello.verdict": hostile}, {"event": hostile},
                     {"result.checksum": hostile}):
            false_runner.make(self.here / "runners", lies=lies)
            done = self.call_bytes("run", str(spec), "--fresh", "--store", str(self.store), env=environment)
            self.assert_clean(done.stdout + done.stderr)

    def test_a_library_s_path_is_text_like_any_other(self):
        name = (b"lib`|" + "\u202e\u009b31m".encode() + b"\x1b[31m=.so").decode()
        library = self.here / name
        shutil.copy(next(path.resolve() for path in sorted(pathlib.Path("/usr/lib").rglob("libjemalloc.so.*"))), library)
        words = list(front_door.TINY)
        words[words.index("mimalloc")] = f"mine={library}"
        done = self.call_bytes("run", *words, "--blocks", "1", "--store", str(self.store))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_clean(done.stdout + done.stderr)
        for file in self.store.parent.glob("s-quick*"):
            page = self.assert_clean(file.read_bytes().replace(b"\r\n", b"\n"))
        page = (self.store.parent / "s-quick-run1.md").read_text()
        self.assertIn("`` " + str(self.here) + "/lib`\\|??31m?[31m=.so ``", page)
        line = self.call_bytes("describe", "kernel=concat", f"allocator=mine={library}", "size=300", "--command")
        self.assertEqual(line.returncode, 0, line.stderr)
        self.assert_clean(line.stdout)


if __name__ == "__main__":
    front_door.main()
