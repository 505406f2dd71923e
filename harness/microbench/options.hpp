// The command line: Google Benchmark's own options, and the few of them that this program reads itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allocscale::microbench {

using Arguments = std::vector<std::string>;

/// The value of the last `--benchmark_NAME=VALUE`, or else of the environment's BENCHMARK_NAME, as the
/// library reads it; "true" for a flag without a value; nothing when neither is there.
[[nodiscard]] std::optional<std::string> option(const Arguments& arguments, std::string_view name);

/// A filter that matches this one name.
[[nodiscard]] std::string exact_filter(std::string_view name);

}  // namespace allocscale::microbench
