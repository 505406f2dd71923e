// What `allocscale describe NAME` says of a part: a kernel, layout, allocator, arm, experiment, factor,
// metric, flag, format or figure. Each text is some lines "  label       text"; what must be looked up on the
// machine is given by the caller.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "harness/model/catalog.hpp"
#include "harness/model/experiment.hpp"
#include "harness/model/factor.hpp"
#include "harness/model/metric.hpp"
#include "harness/model/quality.hpp"
#include "harness/report/figure.hpp"
#include "harness/report/format.hpp"

namespace allocscale {

/// Memory, time and declared work of one worker: a line each, the last one only where work is declared.
[[nodiscard]] std::string demand_text(const Demand& demand);

/// The kernel's question, sizes and layouts. `ask` tells what it needs of size `small` under a layout; it is
/// asked for the layouts that the kernel supports only.
[[nodiscard]] std::string kernel_text(const KernelOffer& kernel,
                                      const std::function<Demand(const LayoutOffer&)>& ask);

/// The layout's question, the kernels that run under it, and why the others do not. Every kernel that has an
/// entry for the layout counts.
[[nodiscard]] std::string layout_text(std::span<const KernelOffer> kernels, const std::string& layout);

/// The policy arm of the runner's allocator, and whether it acts here. `refusal`: why it does not, empty
/// where it does.
[[nodiscard]] std::string arm_text(const Runner& runner, const ArmOffer& arm, const std::string& refusal);

/// The allocator's library and arms. `refusal` tells of each arm why it does not act here, empty where it
/// does.
[[nodiscard]] std::string allocator_text(const Runner& runner,
                                         const std::function<std::string(const ArmOffer&)>& refusal);

/// An allocator that has no runner in this build.
[[nodiscard]] std::string unbuilt_text(const std::string& why);

/// The experiment of that spec file: its question and comparison, then `dry_run`, the text of its cells here.
[[nodiscard]] std::string experiment_text(const std::string& file, const Experiment& experiment,
                                          const std::string& dry_run);

/// What the factor varies, how to set it, and its levels.
[[nodiscard]] std::string factor_text(const Factor& factor);

/// The metric's meaning and unit. `scope`: what has one value of it, e.g. "worker". `counted`: for a perf
/// event, whether it is counted on this machine.
[[nodiscard]] std::string metric_text(const MetricInfo& metric, const std::string& scope,
                                      const std::optional<std::string>& counted);

/// What raises the flag and what to do.
[[nodiscard]] std::string flag_text(const QualityFlagInfo& flag);

/// What the output format is and how to get it.
[[nodiscard]] std::string format_text(const Format& format);

/// What the figure shows, how to read it and how to get it.
[[nodiscard]] std::string figure_text(const Figure& figure);

}  // namespace allocscale
