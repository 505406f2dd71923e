// How much does a fixed piece of work vary on this machine, before anything is measured? What is found is the
// machine's own: its clock, its interrupts, its hypervisor and its other programs, with no memory in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace allocscale {

/// A piece of work takes about 2 ms. It is timed in parts, so that an interruption is seen in one of them.
inline constexpr std::size_t parts_of_piece = 40;
inline constexpr std::size_t pieces_of_work = 100;

struct WorkNoise {
  double spread = 0;  // of the pieces, the 90th percentile less the 10th, over the median
  double lost = 0;    // the share of all time by which parts took 100 µs or more longer than the median part

  friend bool operator==(const WorkNoise&, const WorkNoise&) = default;
};

/// From the times of the equal parts of one CPU, ns, parts_of_piece to a piece; what is left over is no
/// piece. Absent below ten pieces.
[[nodiscard]] std::optional<WorkNoise> noise_of(std::span<const std::int64_t> part_ns);

/// Times the pieces on each of the CPUs, on all at the same time, for at most so long. Returns the largest
/// spread and the largest share lost of a CPU; absent where no CPU did ten pieces. Takes about 0.2 s, in
/// which this process uses the CPUs.
[[nodiscard]] std::optional<WorkNoise> try_fixed_work(std::span<const int> cpus, double seconds);

/// "a fixed piece of work varies by 4 % and loses 0.3 % of its time to interruptions".
[[nodiscard]] std::string work_noise_text(const WorkNoise& noise);

}  // namespace allocscale
