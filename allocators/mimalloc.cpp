// https://microsoft.github.io/mimalloc. Without its unit the reserve has no effect, and no message says so.
#include <charconv>

#include "allocators/contract/check.hpp"
#include "allocators/contract/symbol.hpp"

namespace allocscale::allocators {
namespace {

using ProcessInfo = void(std::size_t* elapsed_ms, std::size_t* user_ms, std::size_t* system_ms,
                         std::size_t* current_rss, std::size_t* peak_rss, std::size_t* current_commit,
                         std::size_t* peak_commit, std::size_t* page_faults);

// mi_version() is 100 × major + 10 × minor + patch, and from 2.2 on 10,000 × major + 100 × minor + patch.
const char* version() {
  static char text[] = "0.00.00";
  int (*const ask)() = find_function<int()>("mi_version");
  const int number = ask == nullptr ? -1 : ask();
  if (number < 0 || number > 99'999) return nullptr;
  const int step = number > 999 ? 100 : 10;
  char* at = text;
  const auto put = [&at](int part) {
    if (part >= 10) *at++ = static_cast<char>('0' + part / 10);
    *at++ = static_cast<char>('0' + part % 10);
  };
  put(number / (step * step));
  *at++ = '.';
  put(number / step % step);
  *at++ = '.';
  put(number % step);
  *at = '\0';
  return text;
}

// What mi_process_info calls committed is mapped and may be touched; its "rss" is the same number on Linux,
// so the pages that are resident stay unknown, as does what the program holds.
Statistics statistics() {
  std::size_t ignored = 0;
  std::size_t committed = 0;
  ProcessInfo* const ask = find_function<ProcessInfo>("mi_process_info");
  if (ask == nullptr) return {};
  ask(&ignored, &ignored, &ignored, &ignored, &ignored, &committed, &ignored, &ignored);
  Statistics seen;
  seen.mapped_bytes = static_cast<std::int64_t>(committed);
  return seen;
}

// Delays by their places in mi_option_t of version 2.0 (include/mimalloc.h), in ms. Other versions order the
// options differently, so they are not asked.
std::optional<bool> has_setting(std::string_view setting) {
  constexpr struct {
    std::string_view variable;
    int option;
  } delays[] = {
      {"MIMALLOC_DECOMMIT_DELAY", 15}, {"MIMALLOC_RESET_DELAY", 15}, {"MIMALLOC_SEGMENT_DECOMMIT_DELAY", 23}};
  int (*const version_number)() = find_function<int()>("mi_version");
  long (*const get)(int) = find_function<long(int)>("mi_option_get");
  if (version_number == nullptr || get == nullptr || version_number() / 10 != 20) return std::nullopt;
  const std::size_t equals = setting.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const std::string_view value = setting.substr(equals + 1);
  long wanted = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), wanted);
  if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
  for (const auto& delay : delays)
    if (delay.variable == setting.substr(0, equals)) return get(delay.option) == wanted;
  return std::nullopt;
}

constexpr Knob knobs[] = {
    {.setting = "MIMALLOC_RESERVE_OS_MEMORY=4", .proof = {20 * MiB}},
    {.setting = "MIMALLOC_DECOMMIT_DELAY=0", .proof = {8 * MiB}},
    {.setting = "MIMALLOC_SEGMENT_DECOMMIT_DELAY=0", .proof = {8 * MiB}},
    {.setting = "MIMALLOC_RESET_DELAY=0", .proof = {8 * MiB}},
    {.setting = "MIMALLOC_PURGE_DELAY=0", .proof = {8 * MiB}},
    {.setting = "MIMALLOC_ALLOW_DECOMMIT=0", .proof = {20 * MiB}},
    {.setting = "MIMALLOC_SHOW_STATS", .why_not = "it prints, at the end"},
    {.setting = "MIMALLOC_SHOW_ERRORS", .why_not = "it prints"},
    {.setting = "MIMALLOC_VERBOSE", .why_not = "it prints"},
};

}  // namespace

extern constinit const Declaration mimalloc = checked({
    .description = "mimalloc: sharded free lists in pages of segments; large blocks straight from the system",
    .owner = "libmimalloc.so",
    .symbol = "mi_version",
    .rounding = {.header_bytes = 0, .step_bytes = 8},
    .holding = {.blocks = 1.35, .grown = 2.75, .doubled = 0.35, .moved = 1, .fresh_from = 16 * MiB},
    .retain = {.environment = "MIMALLOC_RESERVE_OS_MEMORY=4GiB", .proof = {20 * MiB}},
    .eager = {.environment = "MIMALLOC_DECOMMIT_DELAY=0 MIMALLOC_SEGMENT_DECOMMIT_DELAY=0",
              .proof = {8 * MiB}},
    .knobs = knobs,
    .huge_page_knob = "MIMALLOC_LARGE_OS_PAGES=1",
    .version = version,
    .statistics = statistics,
    .has_setting = has_setting,
});

}  // namespace allocscale::allocators
