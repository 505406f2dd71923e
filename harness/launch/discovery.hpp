// Finds the runners on this machine and asks them what they offer.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "harness/model/catalog.hpp"
#include "harness/model/cell.hpp"

namespace allocscale {

/// Asks every executable runner-NAME of the folder to describe itself, with deadline_seconds as in answer_of,
/// and identifies its binary and the library that owns its malloc. One that does not answer, or calls itself
/// something else, is in `silent` with the cause; one that the build left out (runner-NAME.unbuilt) is in
/// `unbuilt` with the reason. Throws SetupError when there is no such folder, or when there are runners and
/// none of them answers.
[[nodiscard]] Catalog discover_runners(const std::filesystem::path& folder, double deadline_seconds = 10);

/// The hashes (Runner::binary_hash) of the runners of the folder; none is asked. Empty where there is no such
/// folder.
[[nodiscard]] std::set<std::string> runner_hashes(const std::filesystem::path& folder);

/// `runner` with another library preloaded, as an allocator called `name`: described anew. Throws
/// RequestError saying why the file cannot be preloaded, or that malloc is not its own once it is; SetupError
/// where it cannot be asked.
[[nodiscard]] Runner preload(const Runner& runner, const std::string& name,
                             const std::filesystem::path& library);

/// The runner under another name, in cells and in its own description.
[[nodiscard]] Runner called(Runner runner, const std::string& name);

/// What the runner prints when it is run with `words` and its own arguments, in its own environment. Where it
/// gives no answer (see NoAnswer), it is asked again: three times in all, each time with deadline_seconds
/// more. Throws as captured_output does, and Interrupted.
[[nodiscard]] std::string answer_of(const Runner& runner, std::vector<std::string> words,
                                    double deadline_seconds);

/// The words that ask a runner for the demand of the cell. Equal words have equal answers.
[[nodiscard]] std::vector<std::string> demand_words(const Cell& cell);

/// What the runner predicts that one worker of the cell needs. Throws SetupError naming the runner when it
/// does not answer.
[[nodiscard]] Demand ask_demand(const Runner& runner, const Cell& cell);

}  // namespace allocscale
