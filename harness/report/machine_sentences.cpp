#include "harness/report/machine_sentences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/analysis/running_time.hpp"
#include "harness/base/plural.hpp"
#include "harness/report/number_text.hpp"
#include "harness/report/wording.hpp"

namespace allocscale {
namespace {

// Why no loss is claimed beside this control.
std::string control_sentence(const UnevenControl& control, double margin) {
  const std::string conclusion = fmt::format("So no loss is claimed of the kernels beside it with {}.",
                                             named_setting(control.allocator, control.setting));
  if (control.slowdown.verdict == Verdict::busy)
    return fmt::format(
        "Whether the machine is even cannot be told: {}, which needs no memory, itself waited for a CPU that "
        "other programs had, {}. {}",
        control.kernel, waiting_words(control.waiting_alone, control.waiting_together, control.workers),
        conclusion);
  if (control.slowdown.verdict == Verdict::two_kinds)
    return fmt::format(
        "Whether the machine is even cannot be told: the launches of {}, which needs no memory, are of two "
        "kinds. {}",
        control.kernel, conclusion);
  return fmt::format(
      "The machine is not even: {}, which needs no memory, takes {} as long with {} workers as alone{} ({}), "
      "not within {}. {}",
      control.kernel, times_text(control.slowdown.ratio), control.workers,
      control.cold ? " in iteration 0" : "", range_text(control.slowdown.ratio), margin_text(margin),
      conclusion);
}

}  // namespace

std::vector<std::string> machine_sentences(const Findings& findings) {
  std::vector<std::string> all;
  int rows = 0, busy = 0;
  double most = 0;
  for (const KernelTable& table : findings.tables)
    for (const Row& row : table.rows) {
      double waiting = row.alone.waiting_share.value_or(0);
      for (const AtWorkers& at : row.together) waiting = std::max(waiting, at.waiting_share.value_or(0));
      busy += waiting > most_waiting_of_row;
      most = std::max(most, waiting);
      ++rows;
    }
  if (busy > 0)
    all.push_back(fmt::format(
        "The machine was busy: in {} of {}, tasks waited for a CPU that other programs had, up to {} of "
        "their time. What waited more than {} is called busy and gets no verdict; end the other programs "
        "and measure again.",
        busy, plural(rows, "row"), percent_text(most), percent_text(most_waiting_of_row)));
  for (const UnevenControl& control : findings.uneven)
    all.push_back(control_sentence(control, findings.run.margin));
  return all;
}

}  // namespace allocscale
