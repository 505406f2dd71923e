// The kernels as Google Benchmarks: what does one operation cost, alone and warm?
#pragma once

namespace allocscale::microbench {

/// Registers KERNEL/LAYOUT/operate/SIZE (the operate phase alone is timed) and KERNEL/LAYOUT/iteration/SIZE
/// (all phases are) for every kernel and layout of this build.
void register_benchmarks();

/// Whether a benchmark that ran here gave a wrong answer.
[[nodiscard]] bool wrong_answer();

}  // namespace allocscale::microbench
