"""A metric and a level of a factor, which cannot be files of their own: the lines that CONTRIBUTING.md says they cost."""

# The names that `allocscale list` must show, the files to edit, and in each the lines to add before others.
EDITS = {
    "metrics": ({"dummy_bytes"}, {
        "harness/model/metric.hpp": [
            ('  M(sibling_operations_per_s,',
             '  M(dummy_bytes, "bytes", "resident memory after the last stop", "dummy memory") \\\n')],
        "harness/runner/meter/worker_memory.cpp": [
            ("  char buffer[buffer_bytes];\n  const std::string_view rollup",
             "  readings[WorkerMetric::dummy_bytes] = resident_bytes();\n")],
        "harness/store/migrations.cpp": [
            ("constexpr std::array migrations_in_order",
             'constexpr std::string_view dummy_metric = "ALTER TABLE worker ADD COLUMN dummy_bytes INTEGER;";\n'),
            ("};\n\nint file_version", ",\ndummy_metric")]}),
    "factors": ({"history dummy"}, {
        "harness/model/factor_list.hpp": [
            ("  L(raised,", '  L(dummy, "dummy", "as raised") \\\n')],
        "harness/runner/history.cpp": [
            ("  if (options.history == History::raised)",
             "  if (options.history == History::dummy) raise_thresholds();\n")]}),
}


def apply(root):
    """Adds each text to its file of the tree, before the one place that begins with its anchor."""
    for _, files in EDITS.values():
        for path, additions in files.items():
            text = (root / path).read_text()
            for anchor, added in additions:
                assert text.count(anchor) == 1, (path, anchor)
                text = text.replace(anchor, added + anchor)
            (root / path).write_text(text)
