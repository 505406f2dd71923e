// The file of a picture, as a user names it.
#pragma once

#include <filesystem>
#include <string>

#include "harness/report/plot_script.hpp"

namespace allocscale {

/// By its extension. Throws RequestError, naming the option, where it is none of a picture.
[[nodiscard]] Picture picture_of_file(const char* option, const std::filesystem::path& file);

/// Throws RequestError where the file cannot be written: the user named it, so the request is wrong.
void write_named_file(const char* option, const std::filesystem::path& file, const std::string& text);

}  // namespace allocscale
