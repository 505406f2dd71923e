// One document of the documents that several processes wrote, in each of Google Benchmark's formats.
#pragma once

#include <string>
#include <vector>

namespace allocscale::microbench {

/// The first document's context and the benchmarks of all, their family_index numbered through. Documents
/// that are empty (a child that ended early) are left out; throws std::runtime_error when one is not what the
/// library writes.
[[nodiscard]] std::string merge_json(const std::vector<std::string>& documents);

/// Format "json", "csv" or "console": of the last two, the header of the first document only.
[[nodiscard]] std::string merge(const std::string& format, const std::vector<std::string>& documents);

}  // namespace allocscale::microbench
