#include "harness/cli/picture_file.hpp"

#include <fmt/format.h>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/gnuplot.hpp"

namespace allocscale {

Picture picture_of_file(const char* option, const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  if (const auto picture = picture_of(extension.empty() ? "" : extension.substr(1))) return *picture;
  throw RequestError(fmt::format("{}: '{}' does not end in .{}", option, clean_line(file.string()),
                                 joined(picture_names, ", .")));
}

std::vector<std::filesystem::path> write_picture(const PictureFile& wanted, const Plot& plot,
                                                 const PlotSource& source) {
  std::vector<std::filesystem::path> written;
  const auto write = [&](const std::filesystem::path& file, const std::string& text) {
    try {
      write_text(file, text);
    } catch (const SetupError& failure) {
      throw RequestError(
          fmt::format("{}: {}; name a file that can be written", wanted.option, failure.what()));
    }
    written.push_back(file);
  };
  const Picture picture = picture_of_file(wanted.option, wanted.file);
  write(wanted.file, drawn_by_gnuplot(plot_script(plot, source, {picture})));
  if (!wanted.keep_data) return written;
  std::filesystem::path beside = wanted.file;
  write(beside.replace_extension("gnuplot"),
        plot_script(plot, source, {picture, false, wanted.file.filename().string()}));
  write(beside.replace_extension("csv"), plot_data(plot));
  return written;
}

}  // namespace allocscale
