// Why does it not scale, and why does it cost what it costs? One screen.
#pragma once

#include <string>

#include "harness/attribution/attribution.hpp"
#include "harness/model/dataset.hpp"
#include "harness/report/format.hpp"

namespace allocscale {

/// The machine's loss, the loss and the cost with their components, the accounts of time, siblings, roofs and
/// checks, and a closing paragraph of at most four sentences. Where there is no loss it says so, with what
/// would have been found, and shows the cost alone. No line is wider than the terminal, words aside that are.
[[nodiscard]] std::string explanation(const Attribution& attribution, const TerminalStyle& style);

/// The line above the screens of a run: "run 3 of why, 2026-11-26 20:58", and the note that the user gave it.
[[nodiscard]] std::string explained_run(const Dataset& dataset, const TerminalStyle& style);

}  // namespace allocscale
