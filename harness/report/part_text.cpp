#include "harness/report/part_text.hpp"

#include <fmt/format.h>

#include <string_view>

#include "harness/base/clean_text.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

std::string count(std::uint64_t number) { return format_count(static_cast<double>(number)); }

std::string size_text(std::uint64_t bytes) { return format_bytes(static_cast<double>(bytes)); }

std::string line(std::string_view label, std::string_view text) {
  return fmt::format("  {:<11} {}\n", label, clean_line(text));
}

// Prose whose lines were broken by whoever wrote it: a line for each paragraph, to be folded for the screen.
std::string in_paragraphs(std::string prose) {
  for (std::size_t at = 1; at + 1 < prose.size(); ++at)
    if (prose[at] == '\n' && prose[at - 1] != '\n' && prose[at + 1] != '\n' && prose[at + 1] != ' ')
      prose[at] = ' ';
  return prose;
}

std::string knobs_of(const ArmOffer& arm) { return joined(arm.environment, " "); }

// Whether the arm acts on the version that is loaded, and at which size that was seen.
std::string proof_text(const Runner& runner, const ArmOffer& arm, const std::string& refusal) {
  if (!refusal.empty()) return "not offered: " + refusal;
  std::string size = size_text(arm.proof_bytes);
  if (arm.proof_block_bytes < arm.proof_bytes) size += " in blocks of " + size_text(arm.proof_block_bytes);
  return "seen to act on version " + runner.version + ", at " + size;
}

std::string work_text(const DeclaredWork& work) {
  std::string moved = format_bytes(static_cast<double>(work.logical_bytes)) + " of buffers";
  if (work.element_bytes.value_or(0) > 0)
    moved += fmt::format(" and {} of elements", format_bytes(static_cast<double>(*work.element_bytes)));
  return fmt::format("{} operations, {} moved, {} elements and {} buffers allocated",
                     format_count(static_cast<double>(work.operations)), moved,
                     format_count(static_cast<double>(work.element_allocations)),
                     format_count(static_cast<double>(work.buffer_allocations)));
}

}  // namespace

std::string demand_text(const Demand& demand) {
  std::string text =
      line("memory", format_bytes(static_cast<double>(demand.bytes)) + " a worker, predicted") +
      line("time", format_duration(demand.seconds * 1e9) + " an iteration alone, predicted");
  if (demand.work) text += line("work", work_text(*demand.work));
  return text;
}

std::string kernel_text(const KernelOffer& kernel, const std::function<Demand(const LayoutOffer&)>& ask) {
  std::string text = line("question", kernel.question) + line("kind", kernel_kind_name(kernel.facts.kind));
  text += line("sizes", fmt::format("small {} ({} a trial), paper {}, at most {} elements",
                                    count(kernel.small), plural(kernel.small_iterations, "iteration"),
                                    count(kernel.paper), count(kernel.largest)));
  for (const LayoutOffer& layout : kernel.layouts) {
    if (!layout.unsupported.empty()) {
      text += line("not under", fmt::format("{}: {}", layout.name, layout.unsupported));
      continue;
    }
    text += line("under", fmt::format("{}: {}", layout.name, layout.question));
    text += line("of " + count(kernel.small), "elements:") + demand_text(ask(layout));
  }
  return text;
}

std::string layout_text(std::span<const KernelOffer> kernels, const std::string& layout) {
  std::string text;
  std::string runs;
  std::string refusals;
  for (const KernelOffer& kernel : kernels) {
    const LayoutOffer* const offer = find_layout(kernel, layout);
    if (offer == nullptr) continue;
    if (text.empty()) text = line("question", offer->question);
    if (offer->unsupported.empty())
      runs += (runs.empty() ? "" : ", ") + kernel.name;
    else
      refusals += line("not by", fmt::format("{}: {}", kernel.name, offer->unsupported));
  }
  return text + line("run by", runs) + refusals;
}

std::string arm_text(const Runner& runner, const ArmOffer& arm, const std::string& refusal) {
  return line("what", fmt::format("{} with freed memory {}", runner.allocator,
                                  arm.keeps_memory ? "kept" : "given back at once")) +
         line("knobs", arm.why_not.empty() ? knobs_of(arm) : "none") +
         line("here", proof_text(runner, arm, refusal));
}

std::string allocator_text(const Runner& runner, const std::function<std::string(const ArmOffer&)>& refusal) {
  std::string text = line("what", runner.description) + line("version", runner.version) +
                     line("library", runner.library_path) + line("hash", runner.library_hash) +
                     line("proof", "malloc and its family must belong to " + runner.owner) +
                     line("runner", runner.path);
  for (const ArmOffer& arm : runner.arms)
    text += line("arm", text_of({runner.allocator, arm.name}) + ": " +
                            (arm.why_not.empty() ? knobs_of(arm) + "; " : "") +
                            proof_text(runner, arm, refusal(arm)));
  return text;
}

std::string unbuilt_text(const std::string& why) { return line("not built", why); }

std::string experiment_text(const std::string& file, const Experiment& experiment,
                            const std::string& dry_run) {
  std::string text = line("file", file) + "\n" + in_paragraphs(experiment.question) + "\n\n";
  text += line("baseline", experiment.baseline.layout + " " + experiment.baseline.allocator);
  text += line("estimand", estimand_name(experiment.estimand) + " iterations");
  text += line("design",
               std::string(design_name(experiment.design.value_or(default_design(experiment.estimand)))));
  text += line("margin", fmt::format("{:.0f} % counts as equivalent", 100 * experiment.margin)) + "\n";
  return text + dry_run;
}

std::string factor_text(const Factor& factor) {
  const Cell cell;
  std::string text = line("varies", factor.meaning) +
                     line("to set it", fmt::format("{} LEVEL,…, or {} = [\"LEVEL\", …] in a spec's [factors]",
                                                   option_of(factor), factor.name));
  for (const FactorLevel& level : factor.levels)
    text += line("level", fmt::format("{}: {}{}", level.name, level.meaning,
                                      level.name == level_of(factor, cell) ? " (the default)" : ""));
  return text;
}

std::string metric_text(const MetricInfo& metric, const std::string& scope,
                        const std::optional<std::string>& counted) {
  return line("meaning", metric.meaning) + line("unit", metric.unit) + line("one per", scope) +
         line("absent", "where the machine does not offer it: NULL in the store, never 0") +
         (counted ? line("here", *counted) : "");
}

std::string flag_text(const QualityFlagInfo& flag) { return line("raised by", flag.advice); }

std::string format_text(const Format& format) {
  return line("what", format.meaning) +
         line("to get it", fmt::format("allocscale report --format {}", format.name));
}

std::string figure_text(const Figure& figure) {
  return line("what", std::string(figure.meaning)) + line("to read it", std::string(figure.reading)) +
         line("to get it",
              fmt::format("allocscale figure {} -o {}.svg (or .png, .pdf)", figure.name, figure.name));
}

}  // namespace allocscale
