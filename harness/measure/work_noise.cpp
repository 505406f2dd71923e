#include "harness/measure/work_noise.hpp"

#include <fmt/format.h>
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <thread>

#include "harness/base/clock.hpp"
#include "harness/base/held_signals.hpp"
#include "harness/base/median.hpp"

namespace allocscale {
namespace {

constexpr std::size_t least_pieces = 10;
constexpr double interruption_ns = 100'000;
constexpr std::int64_t part_length_ns = 50'000;

// Multiplications that each wait for the one before: the time of one hangs on the CPU's clock alone.
void spin(std::uint64_t rounds) {
  std::uint64_t value = rounds;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    value = value * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    asm volatile("" : "+r"(value));  // so that no compiler takes the loop away
  }
}

std::int64_t time_of(std::uint64_t rounds) {
  const std::int64_t start = monotonic_ns();
  spin(rounds);
  return monotonic_ns() - start;
}

// The least of several, since an interruption must not make the parts short.
std::uint64_t rounds_of_part() {
  constexpr std::uint64_t tried = 20'000;
  std::int64_t least = time_of(tried);
  for (int again = 0; again < 20; ++again) least = std::min(least, time_of(tried));
  return std::max<std::uint64_t>(1, tried * static_cast<std::uint64_t>(part_length_ns) /
                                        static_cast<std::uint64_t>(std::max<std::int64_t>(1, least)));
}

bool pin_this_thread(int cpu) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(cpu), &one);
  return ::pthread_setaffinity_np(::pthread_self(), sizeof one, &one) == 0;
}

std::vector<std::int64_t> time_parts_on(int cpu, std::uint64_t rounds, std::int64_t end_ns) {
  std::vector<std::int64_t> times;
  times.reserve(pieces_of_work * parts_of_piece);
  if (!pin_this_thread(cpu)) return times;
  while (times.size() < pieces_of_work * parts_of_piece && monotonic_ns() < end_ns)
    times.push_back(time_of(rounds));
  return times;
}

double percentile(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

std::string percent(double share) {
  const double value = 100 * share;
  return fmt::format("{:.{}f} %", value, value < 9.95 ? 1 : 0);
}

}  // namespace

std::optional<WorkNoise> noise_of(std::span<const std::int64_t> part_ns) {
  const std::size_t pieces = part_ns.size() / parts_of_piece;
  if (pieces < least_pieces) return std::nullopt;
  std::vector<double> parts, whole(pieces, 0);
  for (std::size_t i = 0; i < pieces * parts_of_piece; ++i) {
    parts.push_back(static_cast<double>(part_ns[i]));
    whole[i / parts_of_piece] += parts.back();
  }
  const double usual = median(parts);
  double all = 0, lost = 0;
  for (const double part : parts) {
    all += part;
    if (part - usual >= interruption_ns) lost += part - usual;
  }
  if (all <= 0) return std::nullopt;
  std::sort(whole.begin(), whole.end());
  return WorkNoise{(percentile(whole, 0.9) - percentile(whole, 0.1)) / median(whole), lost / all};
}

std::optional<WorkNoise> try_fixed_work(std::span<const int> cpus, double seconds) {
  const std::uint64_t rounds = rounds_of_part();
  const std::int64_t end_ns = monotonic_ns_in(seconds);
  std::vector<std::vector<std::int64_t>> times(cpus.size());
  {
    std::vector<std::thread> threads;
    // A signal for this process is the main thread's, which waits for it.
    const HeldSignals held = HeldSignals::all();
    for (std::size_t i = 0; i < cpus.size(); ++i)
      threads.push_back(std::thread([&, i] { times[i] = time_parts_on(cpus[i], rounds, end_ns); }));
    for (std::thread& thread : threads) thread.join();
  }
  std::optional<WorkNoise> worst;
  for (const auto& of_cpu : times)
    if (const auto noise = noise_of(of_cpu)) {
      if (!worst) worst = WorkNoise{};
      worst->spread = std::max(worst->spread, noise->spread);
      worst->lost = std::max(worst->lost, noise->lost);
    }
  return worst;
}

std::string work_noise_text(const WorkNoise& noise) {
  return fmt::format("a fixed piece of work varies by {} and loses {} of its time to interruptions",
                     percent(noise.spread), percent(noise.lost));
}

}  // namespace allocscale
