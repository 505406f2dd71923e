// Was `run` given the name of another command where it expects an experiment?
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <span>

namespace allocscale {

/// Throws RequestError when the experiment of `run` is the name of a command, or is nearer to one than to any
/// experiment of the folders; the error says what to type instead, with the options that the command takes
/// too. `app` has read the command line, as far as it could.
void refuse_misplaced_command(const CLI::App& app, std::span<const std::filesystem::path> experiment_folders);

}  // namespace allocscale
