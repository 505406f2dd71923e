// Does the machine itself slow tasks down? The control that only computes needs no memory: if it is not as
// fast with P workers as alone, in the same blocks, the machine takes a part of every task's time (steal,
// turbo frequencies, SMT siblings, a quota), and no loss is claimed of any kernel there.
#pragma once

#include "harness/analysis/findings.hpp"

namespace allocscale {

/// Whether the table is of the control that only computes.
[[nodiscard]] bool only_computes(const KernelTable& table, const Facts& facts);

/// Looks up the control's verdict for each loss that is claimed, with as many workers: of the row with the
/// same allocator and setting, or else of the control's baseline. Where the control is judged and not
/// equivalent, the loss becomes Verdict::machine. Returns those controls, each once. A control that is only
/// busy is returned where a loss was claimed beside it.
[[nodiscard]] std::vector<UnevenControl> check_controls(std::vector<KernelTable>& tables, const Facts& facts);

/// Adds the control to those found, unless it is among them with the same setting and number of workers.
void add_once(std::vector<UnevenControl>& found, UnevenControl control);

}  // namespace allocscale
