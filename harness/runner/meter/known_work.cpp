#include "harness/runner/meter/known_work.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>

namespace allocscale {
namespace {

constexpr std::int64_t turns = 300'000;
constexpr std::int64_t pages = 32;

// Each turn multiplies what the last one gave, so it cannot start before that has ended: 3 cycles on every
// x86-64 since 2008 but AMD's 2011–2016 (Fog, Instruction tables). Arm's multipliers take 2 to 4.
void turn() {
  std::uint32_t product = 3;
  std::int64_t left = turns;
#if defined(__x86_64__)
  asm volatile("1: imul %0, %0\n\tdec %1\n\tjnz 1b" : "+r"(product), "+r"(left) : : "cc");
#elif defined(__aarch64__)
  asm volatile("1: mul %w0, %w0, %w0\n\tsubs %1, %1, #1\n\tb.ne 1b" : "+r"(product), "+r"(left) : : "cc");
#else
  for (volatile std::int64_t i = left; i > 0; i = i - 1) product *= product;
#endif
}

void touch() {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t bytes = static_cast<std::size_t>(pages) * page;
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  ::madvise(memory, bytes, MADV_NOHUGEPAGE);
  auto* const first = static_cast<volatile char*>(memory);
  for (std::size_t at = 0; at < bytes; at += page) first[at] = 1;
  ::munmap(memory, bytes);
}

}  // namespace

void do_known_work() {
  turn();
  touch();
}

std::optional<std::int64_t> known_cost(PhaseMetric metric) {
  switch (metric) {
    case PhaseMetric::perf_page_faults:
      return pages;
#if defined(__x86_64__) || defined(__aarch64__)
    case PhaseMetric::instructions:
      return 3 * turns;
#endif
#if defined(__x86_64__)
    case PhaseMetric::cycles:
      return 3 * turns;
#endif
    default:
      return std::nullopt;
  }
}

}  // namespace allocscale
