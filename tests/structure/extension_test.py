#!/usr/bin/python3
"""Is an extension one new file, and is a bad one named?

Into a built copy of the tree go dummies/: a kernel, a layout, an allocator, an experiment, an output format and a figure, and an
allocator that lies about its owner. Then each bad file alone; it is a good one with one thing wrong. What is no file of its own
is the matter of edits_test.py.
"""

import contextlib
import csv
import io
import re
import shutil
import sqlite3
import unittest

import copied_tree

DUMMIES = copied_tree.ROOT / "tests/structure/dummies"
# By what `allocscale list` knows: the folder that takes the files, and the names that must appear.
DROPPED = {"kernels": ("kernels", {"dummy-kernel"}),
           "layouts": ("kernels/layouts", {"dummy-layout", "dummy-uncounted"}),
           "allocators": ("allocators", {"dummy", "impostor"}),
           "experiments": ("experiments", {"dummy", "dummy_why"}),
           "formats": ("harness/report/formats", {"dummy"}),
           "figures": ("harness/report/figures", {"dummy"})}
def make():
    return tree.run("make", "programs")


def make_all():
    done = make()
    assert done.returncode == 0, done.stderr + done.stdout


def allocscale(*words):
    # Wide enough for any row: the tables of a narrow terminal are another test's matter.
    return tree.run("build/release/bin/allocscale", *words, COLUMNS="240")


def names(what):
    done = allocscale("list", what)
    assert done.returncode == 0, done.stderr
    # Without the policy arms of allocators, NAME:ARM.
    return {line.split()[0] for line in done.stdout.splitlines() if ":" not in line.split()[0]}


def setUpModule():
    """Builds the copy without the dummies, then with them: building again must be enough to see each."""
    global tree, new
    tree = copied_tree.whole_tree()
    make_all()
    before = {what: names(what) for what in DROPPED}
    for folder, _ in DROPPED.values():
        for file in (DUMMIES / folder).glob("*.*"):
            shutil.copy(file, tree.root / folder)
    make_all()
    new = {what: names(what) - before[what] for what in before}


class Dummies(unittest.TestCase):
    def test_each_is_listed_once_built(self):
        self.assertEqual(new, {what: added for what, (_, added) in DROPPED.items()})

    def test_the_experiment_runs_to_its_tables(self):
        store = tree.root / "results/dummy.db"
        done = allocscale("run", "dummy", "--wide", "--store", store)
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("dummy-kernel of 100", "dummy-layout  dummy", "1.0-dummy"):
            self.assertIn(name, done.stdout)
        with sqlite3.connect(store) as database:
            outcomes = database.execute("SELECT outcome, count(*) FROM trial GROUP BY outcome").fetchall()
        # Two layouts × two allocators and the twin, alone and with two workers, in two blocks.
        self.assertEqual(outcomes, [("complete", (2 * 2 + 1) * 2 * 2)])

        report = allocscale("report", "--store", store, "--format", "dummy")
        self.assertEqual((report.returncode, report.stdout), (0, "dummy: dummy, tables: 1\n"), report.stderr)

        picture = tree.root / "results/dummy.png"
        figure = allocscale("figure", "dummy", "--store", store, "-o", picture)
        self.assertEqual((figure.returncode, picture.read_bytes()[:4]), (0, b"\x89PNG"), figure.stderr)

    def test_a_wrong_owner_is_never_a_number(self):
        store = tree.root / "results/impostor.db"
        done = allocscale("run", "dummy", "--alloc", "impostor", "--wide", "--store", store)
        self.assertEqual(done.returncode, 1, done.stderr)
        rows = [line for line in done.stdout.splitlines() if re.match(r"(boxed|dummy-layout) +impostor ", line)]
        self.assertGreaterEqual(len(rows), 2, done.stdout)
        self.assertIn("wrong allocator", rows[0])
        for row in rows:
            self.assertNotRegex(row, r"\d\.\d|\d ?([nµm]?s|[KMG]?i?B|%|×)( |$)")

        report = allocscale("report", "--store", store, "--format", "csv")
        lines = [line for line in csv.DictReader(io.StringIO(report.stdout)) if line["allocator"] == "impostor"]
        self.assertEqual(len(lines), 2 * 2 * 2)  # layouts, numbers of workers, settled and cold
        for line in lines:
            self.assertEqual((line["outcome"], line["trials_complete"]), ("wrong allocator", "0"))
            measured = {key for key in line if key.endswith(("_ns", "_ratio", "_bytes", "_iteration", "_iteration_0"))}
            self.assertGreater(len(measured), 8)
            self.assertEqual({line[key] for key in measured}, {""})


@contextlib.contextmanager
def dropped(files):
    """Files of the tree, path → text, for as long as the context lasts."""
    for path, text in files.items():
        assert not (tree.root / path).exists(), path
        (tree.root / path).write_text(text)
    try:
        yield
    finally:
        for path in files:
            (tree.root / path).unlink()


def renamed(dummy, name):
    """The text of a dummy as it must be in a file of another name."""
    path = DUMMIES / dummy
    text = path.read_text()
    for join in (lambda words: "".join(word.capitalize() for word in words), lambda words: f'"{"-".join(words)}"',
                 lambda words: f" {'_'.join(words)} = "):
        text = text.replace(join(path.stem.split("_")), join(name.split("_")))
    return text


def spoilt(dummy, name, pattern, replacement=""):
    """The same with one match of the pattern replaced."""
    text, count = re.subn(pattern, replacement, renamed(dummy, name), count=1, flags=re.S | re.M)
    assert count == 1, f"{pattern} is not in {dummy}"
    return text


def member(start):
    """A member of a kernel, with its template line: from `start` to the brace that ends it."""
    return rf"(^  template <class L>\n)?^  {start}.*?^  }};?\n"


class LayoutThatTakesASuspectAway(unittest.TestCase):
    def test_explain_tells_what_went_with_it(self):
        store = tree.root / "results/dummy-why.db"
        done = allocscale("run", "dummy_why", "--store", store)
        self.assertEqual(done.returncode, 0, done.stderr)
        explained = allocscale("explain", "--store", store)
        self.assertEqual(explained.returncode, 0, explained.stderr)
        self.assertRegex(explained.stdout, r"(?m)^reference-count writes[ █]*[-−+]\d")  # points, not a refusal
        self.assertIn("dummy-uncounted", explained.stdout)
        text = " ".join(explained.stdout.split())
        self.assertNotIn("reference-count writes by itself (not removable here)", text)

    def test_one_that_contradicts_itself_is_named(self):
        bad = {"has_counts": (r"      \.pointers = true,", "      .reference_counts = true,\n      .pointers = true,",
                              "kernels/layouts/has_counts.hpp: info.takes_away and the facts beside it contradict"),
               "of_nothing": ('"pyboxed"', '"nowhere"', "a layout's info.takes_away must name another layout")}
        for name, (pattern, replacement, message) in bad.items():
            text = spoilt("kernels/layouts/dummy_uncounted.hpp", name, pattern, replacement)
            with self.subTest(name), dropped({f"kernels/layouts/{name}.hpp": text}):
                done = tree.run("cmake", "--build", "build/release", "--target", "allocscale_kernels")
                self.assertIn(message, done.stdout)


class BadFiles(unittest.TestCase):
    def assert_named(self, done, path, *words):
        self.assertNotEqual(done.returncode, 0)
        output = " ".join((done.stdout + done.stderr).split())  # CMake breaks its lines
        for part in (path, *words):
            self.assertIn(part, output)

    def build_kernels(self):
        return tree.run("cmake", "--build", "build/release", "--target", "allocscale_kernels", "--", "-k", "0")

    def test_kernels(self):
        bad = {"no_info": (member("static constexpr KernelInfo"), "is no Kernel"),
               "no_checksum": (member("static std::uint64_t expected"), "is no Kernel"),
               "no_reason": (member("static constexpr std::string_view unsupported"), "needs unsupported"),
               "no_work": (member("static Work"), "needs unsupported, and where that is empty work"),
               "no_task": (member("class Task"), "whole Task"),
               "no_teardown": (r"^    void teardown.*?\n", "whole Task"),
               "other_name": ('"other-name"', "info.name must be the file's name"),
               "other_type": ("struct OtherType", "must define struct allocscale::kernels::OtherType")}
        replacements = {"other_name": '"another-name"', "other_type": "struct AnotherType"}
        files = {f"kernels/{name}.hpp": spoilt("kernels/dummy_kernel.hpp", name, pattern, replacements.get(name, ""))
                 for name, (pattern, _) in bad.items()}
        with dropped(files):
            done = self.build_kernels()
        for name, (_, message) in bad.items():
            with self.subTest(name):
                self.assertRegex(done.stdout, rf"kernels/{name}\.hpp[: ][^\n]*{re.escape(message)}")

    def test_layouts(self):
        bad = {"no_question": (r"static constexpr kernels::LayoutInfo info", "int info", "is no Layout"),
               "other_name": ('"other-name"', '"another-name"', "info.name must be the file's name"),
               "other_type": ("struct OtherType", "struct AnotherType",
                              "must define struct allocscale::layouts::OtherType")}
        for name, (pattern, replacement, message) in bad.items():
            path = f"kernels/layouts/{name}.hpp"
            text = spoilt("kernels/layouts/dummy_layout.hpp", name, pattern, replacement)
            with self.subTest(name), dropped({path: text}):
                done = tree.run("cmake", "--build", "build/release", "--target", "allocscale_kernels")
                self.assertRegex(done.stdout, rf"{path}[: ][^\n]*{re.escape(message)}")

    def test_file_names(self):
        for path in ("kernels/CamelCase.hpp", "kernels/layouts/two-words.hpp"):
            with self.subTest(path), dropped({path: ""}):
                self.assert_named(make(), path, "snake_case")

    def test_allocators(self):
        declared = "allocators/impostor.cpp"
        arm = r"\{\.why_not = \"it is nowhere\"\},$"
        proven = '{.environment = "KNOB=0", .proof = {8 * MiB}},'
        knobs = "    .knobs = knobs,\n    .version"

        def with_knob(name, knob):
            text = spoilt(declared, name, r"^    \.version", knobs)
            return text.replace("extern", f"constexpr Knob knobs[] = {{{{{knob}}}}};\n\nextern", 1)

        bad = {"no_description": (r"^    \.description.*?\n", "", "no .description"),
               "no_owner": (r"^    \.owner.*?\n", "", "no .owner"),
               "no_rounding": (r"^    \.rounding.*?\n", "", "no .rounding"),
               "no_step": (r"\.header_bytes = 8, \.step_bytes = 16", ".step_bytes = 0", "no .rounding"),
               "no_arm": (r"^    \.retain.*?\n", "", ".retain and .eager each need"),
               "no_proof": (arm, '{.environment = "KNOB=0"},', "a .proof is missing"),
               "two_minds": (arm, proven.replace(".proof", '.why_not = "no", .proof'), "says that there is none"),
               "no_words": (arm, proven.replace("KNOB=0", "KNOB"), "is NAME=value words"),
               "large_blocks": (arm, proven.replace("8 * MiB", "8 * MiB, 9 * MiB"), "blocks larger than all"),
               "no_size": (arm, proven.replace("8 * MiB", "8MiB"), "MiB"),
               "unknown_member": (r"\.owner", ".ownr", "ownr"),
               "no_version": (r"^    \.version.*?\n", "", "no .version"),
               "huge_pages": (r"^    \.version", '    .huge_page_knob = "THP",\n    .version',
                              "the .huge_page_knob is NAME=value"),
               "long_symbol": (r"^    \.rounding", '    .symbol = "' + "s" * 64 + '",\n    .rounding', "longest_symbol")}
        texts = {name: (spoilt(declared, name, pattern, replacement), message)
                 for name, (pattern, replacement, message) in bad.items()}
        texts |= {"no_size_of_knob": (with_knob("no_size_of_knob", '.setting = "K=1"'), "a .proof is missing"),
                  "no_reason": (with_knob("no_reason", '.setting = "K"'), "a knob has a value"),
                  "tried_and_excused": (with_knob("tried_and_excused", '.setting = "K=1", .why_not = "no", .proof = {8}'),
                                        "a knob has a value"),
                  "no_knob": (with_knob("no_knob", '.setting = "K 1", .why_not = "no"'), "the .setting of a knob")}
        with dropped({f"allocators/{name}.cpp": text for name, (text, _) in texts.items()}):
            done = tree.run("cmake", "--build", "build/release", "--target", "programs", "--", "-k", "0")
        # What the build says of each failed command, after its name.
        failures = {re.search(r"allocators/\w+\.cpp|$", part).group(): part for part in done.stdout.split("FAILED: ")[1:]}
        for name, (_, message) in texts.items():
            with self.subTest(name):
                said = failures.get(f"allocators/{name}.cpp", "")
                self.assertRegex(said, rf"allocators/{name}\.cpp:\d+")
                self.assertIn(message, said)

    def test_files_of_allocators(self):
        good = renamed("allocators/impostor.cpp", "bad")
        bad = {"another name": ({"bad.cpp": renamed("allocators/impostor.cpp", "other")},
                                "allocators/bad.cpp", "must define 'const Declaration bad'"),
               "no declaration": ({"bad.cpp": "// nothing\n"}, "allocators/bad.cpp", "must define 'const Declaration bad'"),
               "letters": ({"Bad.cpp": good}, "allocators/Bad.cpp", "in small letters"),
               "no .cpp": ({"bad.cmake": "allocscale_link(LIBRARY bad)\n"}, "allocators/bad.cmake",
                           "needs allocators/bad.cpp"),
               "an unknown keyword": ({"bad.cpp": good, "bad.cmake": "allocscale_link(LIBARY bad)\n"},
                                      "allocators/bad.cmake", "not understood: LIBARY"),
               "a keyword without its value": ({"bad.cpp": good, "bad.cmake": "allocscale_link(LIBRARY)\n"},
                                               "allocators/bad.cmake", "without a value: LIBRARY")}
        for what, (files, path, message) in bad.items():
            with self.subTest(what), dropped({f"allocators/{file}": text for file, text in files.items()}):
                self.assert_named(make(), path, message)

    def test_an_allocator_whose_library_is_missing_is_left_out(self):
        files = {"allocators/far.cpp": renamed("allocators/impostor.cpp", "far"),
                 "allocators/far.cmake": "allocscale_link(LIBRARY far_away PACKAGE libfar-dev)\n"}
        with dropped(files):
            done = tree.run("cmake", "--build", "build/release", "--target", "programs")
            self.assertEqual(done.returncode, 0, done.stdout)
            listed = allocscale("list", "allocators").stdout
        (tree.root / "build/release/libexec/allocscale/runner-far.unbuilt").unlink()
        self.assertRegex(listed, r"far +not available: libfar_away was not found .* install libfar-dev and build again")

    def test_formats_and_figures(self):
        for kind in ("format", "figure"):
            folder = f"harness/report/{kind}s"
            bad = {"defines nothing": "", "defines another": (DUMMIES / folder / "dummy.cpp").read_text().replace("dummy", "other")}
            for what, text in bad.items():
                with self.subTest(what, kind=kind), dropped({f"{folder}/bad.cpp": text}):
                    self.assert_named(make(), f"{folder}/bad.cpp", f"must define 'const {kind.capitalize()} bad'")

    def test_experiments(self):
        text = (DUMMIES / "experiments/dummy.toml").read_text().replace("kernels =", "kernls =")
        with dropped({"experiments/bad.toml": text}):
            done = allocscale("list", "experiments")
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)
        self.assert_named(done, "bad.toml:6:1:", "did you mean 'kernels'?")


if __name__ == "__main__":
    unittest.main()
