"""The libraries that are installed here."""

import functools
import pathlib


@functools.cache
def library(stem):
    """The path of the shared library, e.g. of libmimalloc."""
    return str(next(path.resolve() for path in sorted(pathlib.Path("/usr/lib").rglob(f"{stem}.so.*")) if path.is_file()))
