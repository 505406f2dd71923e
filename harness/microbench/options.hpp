// The command line: Google Benchmark's own options, passed on as they are, and the few that matter to the
// parent process because it speaks for all of its children.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale::microbench {

using Arguments = std::vector<std::string>;

/// The last `--benchmark_NAME=VALUE`, or else the environment's BENCHMARK_NAME, as the library itself reads
/// it; nothing when neither is there.
[[nodiscard]] std::optional<std::string> option(const Arguments& arguments, std::string_view name);

/// How a child is told its place among the rows that its parent prints: `--as-child=PARENT:FIRST:WIDER`.
struct ChildRole {
  int parent = 0;         // process id
  bool first = true;      // prints the context and the table's header
  std::size_t wider = 0;  // by how many columns the longest name exceeds this one's

  friend bool operator==(const ChildRole&, const ChildRole&) = default;
};

[[nodiscard]] std::string to_argument(const ChildRole& role);

/// The role in `arguments`, which is taken out of them; nothing when there is none.
[[nodiscard]] std::optional<ChildRole> take_child_role(Arguments& arguments);

/// A filter that matches this one name.
[[nodiscard]] std::string exact_filter(std::string_view name);

/// The arguments of one child: everything the user gave, but for the one name, printing in `format`, with its
/// file (in `file_format`) at `file`, none when empty.
struct ChildOutput {
  std::string format;
  std::string file;
  std::string file_format;
};
[[nodiscard]] Arguments child_arguments(const Arguments& given, std::string_view name, const ChildRole& role,
                                        const ChildOutput& output);

}  // namespace allocscale::microbench
