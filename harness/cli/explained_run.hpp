// Which stored run does `allocscale explain` speak of?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/dataset.hpp"

namespace allocscale {

/// The newest run (of the experiment, or of any where that is empty) in which a suspect was taken away (of
/// the kernel, or of any where that is empty); says on standard error which it is where another is newer. The
/// samples of no other run are read. Throws RequestError when there is no such store, and one that says what
/// to measure when there is no such run.
[[nodiscard]] Dataset load_explained_run(const std::filesystem::path& path, const std::string& experiment,
                                         const std::string& kernel);

/// "explain: no suspect was taken away …": what to measure so that one is, or which kernel may be meant.
/// `kernels`: those of which one was taken away.
[[nodiscard]] std::string nothing_taken_away(const std::string& experiment, const std::string& kernel,
                                             const std::vector<std::string>& kernels);

}  // namespace allocscale
