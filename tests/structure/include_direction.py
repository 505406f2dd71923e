#!/usr/bin/python3
"""Do the dependencies point down? Reads every #include of the tree and holds it to the layers.

usage: include_direction.py ROOT    exit status 0 when all hold, else 1 with FILE:LINE of each that does not
"""

import re
import sys

import fault_list

# What a folder may include, itself aside. The five of the middle never see each other.
ALLOWED = {
    "kernels": set(),
    "allocators": set(),
    "allocators/witness": {"allocators", "harness/protocol"},
    "allocators/counter": {"allocators/witness", "harness/protocol"},
    "harness/base": set(),
    "harness/model": {"harness/base"},
    "harness/protocol": {"harness/base", "harness/model"},
    "harness/measure": {"harness/base", "harness/model", "harness/runner/meter"},
    "harness/plan": {"harness/base", "harness/model"},
    "harness/store": {"harness/base", "harness/model"},
    "harness/analysis": {"harness/base", "harness/model"},
    "harness/attribution": {"harness/base", "harness/model", "harness/analysis"},
    "harness/conduct": {f"harness/{layer}" for layer in
                        "base model protocol measure plan store analysis attribution launch".split()},
    "harness/selftest": {f"harness/{layer}" for layer in
                         "base model plan store analysis attribution launch conduct".split()},
    "harness/report": {"harness/base", "harness/model", "harness/analysis", "harness/attribution", "harness/selftest"},
    "harness/launch": {"harness/base", "harness/model", "harness/protocol"},
    "harness/cluster": {"harness/base", "harness/model", "harness/launch"},
    "harness/runner/meter": {"harness/model"},
    "harness/runner": {"harness/model", "harness/protocol", "harness/runner/meter", "kernels", "allocators"},
    "harness/starter": {"harness/model", "harness/protocol", "harness/runner", "harness/runner/meter"},
    "harness/microbench": {"kernels", "allocators", "harness/protocol"},
    "harness/alone": {"harness/base", "harness/measure"},
    "harness/cli": {f"harness/{layer}" for layer in
                    "base model protocol measure plan store analysis attribution selftest report launch conduct cluster"
                    .split()},
    "harness/selfbench": {f"harness/{layer}" for layer in
                          "base model protocol measure plan store analysis attribution report launch conduct "
                          "runner/meter"
                          .split()},
}
# Third-party headers, by the layers that may see them.
LIBRARIES = {
    "SQLiteCpp/": {"harness/store"},
    "sqlite3.h": {"harness/store"},
    "toml++/": {"harness/plan"},
    "hwloc": {"harness/measure"},
    "perfmon": {"harness/measure"},
    "boost/": {"harness/analysis"},
    "CLI/": {"harness/cli", "harness/selfbench"},
    "nlohmann/": {"harness/protocol", "harness/report"},
    "benchmark/": {"harness/microbench"},
    "xxhash.h": {"harness/base", "harness/starter"},
}
# Folders that measure: none of these headers, whose code allocates, may come near them.
MUTE = ("kernels", "allocators", "harness/runner/")
LOUD = {"iostream", "fstream", "sstream", "string", "vector", "map", "set", "functional", "memory", "iomanip", "regex"}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def layer_of(path):
    """The longest key of ALLOWED that the path lies in."""
    inside = [layer for layer in ALLOWED if path == layer or path.startswith(layer + "/")]
    return max(inside, key=len) if inside else None


def faults(root):
    files = [p for top in ("kernels", "allocators", "harness") for p in (root / top).rglob("*")
             if p.name != "precompiled.hpp" and p.suffix in {".hpp", ".cpp", ".in"} and p.is_file()]
    if not files:
        yield f"{root}: no source file found"
    for file in sorted(files):
        name = file.relative_to(root).as_posix()
        layer = layer_of(name)
        if layer is None:
            yield f"{name}:1: lies in no layer; name its folder in tests/structure/include_direction.py"
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            quote, header = found.groups()
            if quote == '"' and "@" not in header:
                target = layer_of(header)
                if file.suffix != ".in" and not (root / header).exists():
                    yield f"{name}:{number}: \"{header}\" is not written from the project's root"
                elif target != layer and target not in ALLOWED[layer]:
                    yield f"{name}:{number}: {layer} may not include {header}"
            for library, layers in LIBRARIES.items():
                if header.startswith(library) and not any(name.startswith(f"{l}/") for l in layers):
                    yield f"{name}:{number}: <{header}> belongs to {', '.join(sorted(layers))} only"
            if name.startswith(MUTE) and header in LOUD:
                yield f"{name}:{number}: <{header}> allocates; the measured program does not"


if __name__ == "__main__":
    sys.exit(fault_list.main(faults, "include(s) against the layers"))
