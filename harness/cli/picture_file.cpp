#include "harness/cli/picture_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {

Picture picture_of_file(const char* option, const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  if (const auto picture = picture_of(extension.empty() ? "" : extension.substr(1))) return *picture;
  throw RequestError(fmt::format("{}: '{}' does not end in .{}", option, clean_line(file.string()),
                                 fmt::join(picture_names, ", .")));
}

void write_named_file(const char* option, const std::filesystem::path& file, const std::string& text) {
  try {
    write_text(file, text);
  } catch (const SetupError& failure) {
    throw RequestError(fmt::format("{}: {}; name a file that can be written", option, failure.what()));
  }
}

}  // namespace allocscale
