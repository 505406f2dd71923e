#include "harness/store/run_reference.hpp"

#include <fmt/format.h>

#include <optional>
#include <system_error>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/quantity.hpp"

namespace allocscale {
namespace {

bool is_there(const std::string& file) {
  std::error_code none;
  return !file.empty() && std::filesystem::exists(file, none);
}

std::optional<RunId> number_in(const std::string& text) {
  const auto number = parse_count(text);
  if (!number || *number > INT64_MAX) return std::nullopt;
  return static_cast<RunId>(*number);
}

// Nothing where the text is neither a number nor a file, with or without a number.
std::optional<RunReference> run_named(const std::string& text, const std::filesystem::path& store) {
  RunReference run{store, {}, {}};
  if (is_there(text)) {
    run.store = text;
    return run;
  }
  run.wanted.number = number_in(text);
  if (run.wanted.number) return run;
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || !is_there(text.substr(0, colon))) return std::nullopt;
  run.store = text.substr(0, colon);
  run.wanted.number = number_in(text.substr(colon + 1));
  return run.wanted.number ? std::optional(run) : std::nullopt;
}

}  // namespace

RunReference parse_run_reference(const std::string& text, const std::filesystem::path& store) {
  if (const auto run = run_named(text, store)) return *run;
  const std::size_t at = text.rfind('@');
  if (at != std::string::npos && at + 1 < text.size())
    if (auto run = run_named(text.substr(0, at), store)) {
      run->allocator = text.substr(at + 1);
      return *run;
    }
  throw RequestError(fmt::format(
      "'{}' is neither the number of a run nor a store that is there; e.g. 3, other.db, other.db:3, "
      "3@mimalloc",
      clean_line(text)));
}

}  // namespace allocscale
