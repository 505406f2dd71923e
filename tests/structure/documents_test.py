#!/usr/bin/python3
"""Documents: they hold for the tree, and are red for a tree with a planted fault of each kind."""

import pathlib
import shutil
import tempfile
import unittest

import documents

ROOT = pathlib.Path(__file__).resolve().parents[2]

# A line to append to a file, and the message that must come of it.
PLANTS = {
    "a wide line": ("README.md", "x" * 121, "121 columns"),
    "a link to nothing": ("docs/glossary.md", "[gone](no_such_page.md)", "there is no no_such_page.md"),
    "a target in a block": ("docs/using.md", "```sh\nmake coffee\n```", "no target coffee"),
    "a target in a sentence": ("CONTRIBUTING.md", "Type `make coffee`.", "no target coffee"),
}
# A folder to add, and the message.
FOLDERS = {"harness/planted": "docs/architecture.md:1: does not name harness/planted",
           "tests/planted_folder": "tests/README.md:1: does not name tests/planted_folder"}


def copy_of_the_tree(folder):
    """The pages, the folders they name, and what they link to, without the contents of sources."""
    tree = pathlib.Path(folder) / "tree"
    shutil.copytree(ROOT, tree, copy_function=copied,
                    ignore=lambda at, names: {name for name in names if name in {"build", "results", "__pycache__", ".git"}})
    return tree


def copied(source, target):
    if pathlib.Path(source).suffix == ".md" or pathlib.Path(source).name == "Makefile":
        shutil.copyfile(source, target)
    else:
        pathlib.Path(target).touch()


class Documents(unittest.TestCase):
    def test_the_tree_holds(self):
        self.assertEqual(list(documents.faults(ROOT)), [])

    def expect_one(self, tree, message):
        found = list(documents.faults(tree))
        self.assertEqual(len(found), 1, found)
        self.assertIn(message, found[0])

    def test_each_planted_fault_is_found(self):
        for what, (page, line, message) in PLANTS.items():
            with self.subTest(what), tempfile.TemporaryDirectory() as folder:
                tree = copy_of_the_tree(folder)
                (tree / page).write_text((tree / page).read_text() + line + "\n")
                self.expect_one(tree, message)

    def test_a_folder_that_no_page_names_is_found(self):
        for name, message in FOLDERS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                tree = copy_of_the_tree(folder)
                (tree / name).mkdir()
                self.expect_one(tree, message)

    def test_a_readme_without_its_commands_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = copy_of_the_tree(folder)
            (tree / "README.md").write_text((tree / "README.md").read_text().replace("make test ", "make list "))
            self.expect_one(tree, "names no command 'make test'")

    def test_an_empty_tree_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(len(list(documents.faults(pathlib.Path(folder)))), 1)


if __name__ == "__main__":
    unittest.main()
