// https://jemalloc.net
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

constexpr Knob knobs[] = {
    {.setting = "MALLOC_CONF=oversize_threshold:0", .proof = {20 * MiB}},
};

}  // namespace

extern constinit const Declaration jemalloc = checked({
    .description = "jemalloc: size classes in arenas; freed pages decay over about ten seconds",
    .owner = "libjemalloc.so",
    .symbol = "mallctl",
    .rounding = {.header_bytes = 0, .step_bytes = 16},
    .retain = {.environment = "MALLOC_CONF=dirty_decay_ms:-1", .proof = {20 * MiB}},
    .eager = {.environment = "MALLOC_CONF=dirty_decay_ms:0,muzzy_decay_ms:0", .proof = {4 * MiB}},
    .knobs = knobs,
    .huge_page_knob = "MALLOC_CONF=thp:always",
    .version = version,
    .statistics = statistics,
});

}  // namespace allocscale::allocators
