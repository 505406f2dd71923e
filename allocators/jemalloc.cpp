// https://jemalloc.net
#include <charconv>

#include "allocators/contract/check.hpp"
#include "allocators/contract/symbol.hpp"

namespace allocscale::allocators {
namespace {

using Mallctl = int(const char* name, void* old, std::size_t* old_bytes, void* fresh,
                    std::size_t fresh_bytes);

template <class Value>
std::optional<Value> ask(const char* name) {
  Mallctl* const mallctl = find_function<Mallctl>("mallctl");
  Value value{};
  std::size_t bytes = sizeof value;
  if (mallctl == nullptr || mallctl(name, &value, &bytes, nullptr, 0) != 0) return std::nullopt;
  return value;
}

std::optional<std::int64_t> ask_bytes(const char* name) {
  const auto bytes = ask<std::size_t>(name);
  return bytes ? std::optional(static_cast<std::int64_t>(*bytes)) : std::nullopt;
}

// "version" of the mallctl namespace (jemalloc(3)).
const char* version() { return ask<const char*>("version").value_or(nullptr); }

// "stats.…" show the state of the last "epoch"; absent in a build without statistics.
Statistics statistics() {
  if (Mallctl* const mallctl = find_function<Mallctl>("mallctl")) {
    std::uint64_t epoch = 1;
    mallctl("epoch", nullptr, nullptr, &epoch, sizeof epoch);
  }
  return {.allocated_bytes = ask_bytes("stats.allocated"),
          .resident_bytes = ask_bytes("stats.resident"),
          .mapped_bytes = ask_bytes("stats.mapped"),
          .retained_bytes = ask_bytes("stats.retained")};
}

// "opt.NAME" of one name:value pair of MALLOC_CONF, where the value is a whole number or true or false. An
// option of another size says so, and is asked again.
std::optional<bool> has_option(std::string_view pair) {
  const std::size_t colon = pair.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view value = pair.substr(colon + 1);
  std::int64_t wanted = value == "true" ? 1 : 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), wanted);
  const bool whole = error == std::errc{} && end == value.data() + value.size();
  if (!whole && value != "true" && value != "false") return std::nullopt;
  constexpr std::string_view prefix = "opt.";
  char name[64] = "opt.";
  if (prefix.size() + colon >= sizeof name) return false;
  pair.copy(name + prefix.size(), colon);
  if (const auto found = ask<std::int64_t>(name)) return *found == wanted;
  if (const auto found = ask<std::uint32_t>(name)) return std::int64_t{*found} == wanted;
  if (const auto found = ask<bool>(name)) return std::int64_t{*found} == wanted;
  return false;
}

// Every pair of MALLOC_CONF must be in force; one that cannot be compared leaves it open.
std::optional<bool> has_setting(std::string_view setting) {
  constexpr std::string_view variable = "MALLOC_CONF=";
  if (!setting.starts_with(variable)) return std::nullopt;
  setting.remove_prefix(variable.size());
  std::optional<bool> all = true;
  while (!setting.empty()) {
    const std::string_view pair = setting.substr(0, setting.find(','));
    setting.remove_prefix(pair.size() < setting.size() ? pair.size() + 1 : pair.size());
    const std::optional<bool> has = has_option(pair);
    if (has == false) return false;
    if (!has) all = std::nullopt;
  }
  return all;
}

constexpr Knob knobs[] = {
    {.setting = "MALLOC_CONF=oversize_threshold:0", .proof = {20 * MiB}},
};

}  // namespace

extern constinit const Declaration jemalloc = checked({
    .description = "jemalloc: size classes in arenas; freed pages decay over about ten seconds",
    .owner = "libjemalloc.so",
    .symbol = "mallctl",
    .rounding = {.header_bytes = 0, .step_bytes = 16},
    .holding = {.blocks = 2.1, .grown = 5.25, .doubled = 0.35, .moved = 0.45},
    .retain = {.environment = "MALLOC_CONF=dirty_decay_ms:-1", .proof = {20 * MiB}},
    .eager = {.environment = "MALLOC_CONF=dirty_decay_ms:0,muzzy_decay_ms:0", .proof = {4 * MiB}},
    .knobs = knobs,
    .huge_page_knob = "MALLOC_CONF=thp:always",
    .version = version,
    .statistics = statistics,
    .has_setting = has_setting,
});

}  // namespace allocscale::allocators
