// Which runners are there, and what do they say of themselves?
#pragma once

#include <filesystem>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

/// Asks every executable runner-NAME of the folder to describe itself (at most 10 s each) and identifies its
/// binary and the library that owns its malloc. One that does not answer, or calls itself something else, is
/// in `unbuilt` with the reason, and so is one of which there is only a file runner-NAME.unbuilt that holds
/// it. Throws SetupError when there is no such folder.
[[nodiscard]] Catalog discover_runners(const std::filesystem::path& folder);

/// What one worker of the cell is predicted to need. Throws SetupError naming the runner when it does not
/// answer.
[[nodiscard]] Demand ask_demand(const Runner& runner, const Cell& cell);

}  // namespace allocscale
