// copy: does the list's copy reach what memcpy gives, once the memory is there?
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/analysis/interval.hpp"
#include "harness/base/quantity.hpp"
#include "harness/selfbench/part.hpp"
#include "harness/selfbench/quantile.hpp"

namespace allocscale::selfbench {
namespace {

constexpr int blocks = 24;
constexpr double target_ratio = 0.9;
constexpr std::uint64_t value_bytes = 8;

// glibc keeps what is freed only with both thresholds raised: either alone stops their dynamic adjustment.
const std::vector<std::string> keep_memory = {"MALLOC_TRIM_THRESHOLD_=4294967296",
                                              "MALLOC_MMAP_THRESHOLD_=4294967296"};

struct Size {
  std::string in_words;
  std::uint64_t list_bytes = 0;
  int iterations = 0;  // the cold one included
};

struct Measured {
  std::vector<double> log_ratios;  // of bandwidths, copy over memcpy; one per block
  std::vector<double> copy_ns;
  std::vector<double> memcpy_ns;
  std::int64_t faults = 0;  // minor, of the copies' operate phases
};

// Bytes of the data cache at this level; 0 where the machine does not say.
std::int64_t cache_bytes(const Machine& machine, int level) {
  for (const Cache& cache : machine.caches)
    if (cache.level == level && cache.type != "Instruction") return cache.bytes;
  return 0;
}

std::vector<Size> sizes_for(const Machine& machine) {
  const std::int64_t level_three = cache_bytes(machine, 3);
  const std::int64_t level_two = cache_bytes(machine, 2);
  std::vector<Size> sizes;
  if (level_three > 0) sizes.push_back({"4 × L3", 4 * static_cast<std::uint64_t>(level_three), 3});
  if (level_two > 0) sizes.push_back({"L2/2", static_cast<std::uint64_t>(level_two) / 2, 101});
  return sizes;
}

// The median warm operate phase of one trial, in ns; its minor faults are added to `faults`.
double operate_ns(Instrument& instrument, const Cell& cell, int block, std::int64_t& faults) {
  TrialOrder order = instrument.order(cell, block);
  order.environment.insert(order.environment.end(), keep_memory.begin(), keep_memory.end());
  std::vector<double> times;
  for (const Sample& sample : instrument.run(order).workers.front().samples) {
    if (sample.phase != Phase::operate || sample.iteration == 0) continue;
    times.push_back(static_cast<double>(sample.readings[PhaseMetric::wall_ns].value()));
    faults += sample.readings[PhaseMetric::minor_faults].value();
  }
  return median(times);
}

// Both kernels on the same CPU within a block, in random order; the CPU changes from block to block.
void measure_block(Instrument& instrument, const Size& size, int block, Measured& measured) {
  const std::uint64_t n = size.list_bytes / value_bytes;
  const Cell copy = {"copy", "contiguous", "glibc", n, 1, size.iterations};
  const Cell stream = {"stream", "none", "glibc", n, 1, size.iterations};
  std::int64_t ignored = 0;
  double copy_ns = 0;
  const bool copy_first = instrument.random().below(2) == 0;
  if (copy_first) copy_ns = operate_ns(instrument, copy, block, measured.faults);
  const double memcpy_ns = operate_ns(instrument, stream, block, ignored);
  if (!copy_first) copy_ns = operate_ns(instrument, copy, block, measured.faults);
  measured.copy_ns.push_back(copy_ns);
  measured.memcpy_ns.push_back(memcpy_ns);
  measured.log_ratios.push_back(std::log(memcpy_ns / copy_ns));
}

void add_figures(const Size& size, const Measured& measured, PartReport& report) {
  const double middle = std::exp(median(measured.log_ratios));
  const Interval around = exponential(mean_interval(measured.log_ratios, 0.95).value());
  report.figures.push_back({fmt::format("copy's bandwidth over memcpy's, list of {}: median", size.in_words),
                            fmt::format("{:.3f}", middle), fmt::format("≥ {:.1f}", target_ratio),
                            middle >= target_ratio});
  report.figures.push_back(
      {fmt::format("… mean of {} blocks, 95 % interval", blocks),
       fmt::format("{:.3f} ({:.3f} to {:.3f})", around.estimate, around.low, around.high), "", std::nullopt});
  const auto bytes = static_cast<double>(size.list_bytes);
  report.figures.push_back({fmt::format("… copied, {}: copy, memcpy", format_bytes(bytes)),
                            fmt::format("{:.2f}, {:.2f} GB/s", bytes / median(measured.copy_ns),
                                        bytes / median(measured.memcpy_ns)),
                            "", std::nullopt});
  report.figures.push_back({"… minor faults in the copies",
                            format_count(static_cast<double>(measured.faults)), "0", measured.faults == 0});
}

PartReport measure(Instrument& instrument) {
  PartReport report;
  const std::vector<Size> sizes = sizes_for(instrument.machine());
  std::vector<Measured> measured(sizes.size());
  for (int block = 0; block < blocks; ++block)
    for (std::size_t i = 0; i < sizes.size(); ++i) measure_block(instrument, sizes[i], block, measured[i]);
  for (std::size_t i = 0; i < sizes.size(); ++i) add_figures(sizes[i], measured[i], report);
  report.how = fmt::format(
      "{} blocks of two trials at P = 1 in random order on one CPU: copy under contiguous, glibc told to "
      "keep what is freed, and the probe stream, one memcpy; of each trial the median warm operate phase, in "
      "bytes of the list per second. Both targets were used before by the process, and before their sources, "
      "so caches and TLB should be alike (no counter checks it); what differs is malloc, which is timed with "
      "the copy, and alignment: to a page for stream, to what malloc gives for copy.{}",
      blocks, sizes.size() < 2 ? " This machine does not give the size of both caches." : "");
  return report;
}

}  // namespace

const Part parts::copy = {"copy", "Does a contiguous copy reach memcpy's bandwidth?", measure};

}  // namespace allocscale::selfbench
