#include "harness/microbench/merge.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace allocscale::microbench {
namespace {

using Json = nlohmann::ordered_json;

/// Without its first `lines` lines.
std::string without_header(const std::string& text, int lines) {
  std::size_t from = 0;
  for (; lines > 0; --lines) {
    const std::size_t end = text.find('\n', from);
    if (end == std::string::npos) return "";
    from = end + 1;
  }
  return text.substr(from);
}

}  // namespace

std::string merge_json(const std::vector<std::string>& documents) {
  Json merged = {{"context", Json::object()}, {"benchmarks", Json::array()}};
  bool first = true;
  int family = 0;
  for (const std::string& document : documents) {
    if (document.empty()) continue;
    Json one;
    try {
      one = Json::parse(document);
      if (first) merged["context"] = one.at("context");
      for (Json& benchmark : one.at("benchmarks")) {
        benchmark["family_index"] = family;
        merged["benchmarks"].push_back(std::move(benchmark));
      }
    } catch (const Json::exception& error) {
      throw std::runtime_error(std::string("a benchmark process wrote no valid result: ") + error.what());
    }
    first = false;
    ++family;
  }
  return merged.dump(2) + "\n";
}

std::string merge(const std::string& format, const std::vector<std::string>& documents) {
  if (format == "json") return merge_json(documents);
  const int header_lines = format == "csv" ? 1 : 3;
  std::string merged;
  for (const std::string& document : documents)
    merged += merged.empty() ? document : without_header(document, header_lines);
  return merged;
}

}  // namespace allocscale::microbench
