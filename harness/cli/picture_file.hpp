// The file of a picture, as a user names it.
#pragma once

#include <filesystem>
#include <vector>

#include "harness/report/plot_script.hpp"

namespace allocscale {

/// By its extension. Throws RequestError, naming the option, where it is none of a picture.
[[nodiscard]] Picture picture_of_file(const char* option, const std::filesystem::path& file);

/// A picture that the user asked for.
struct PictureFile {
  const char* option;          // that named the file
  std::filesystem::path file;  // its extension says what is drawn
  bool keep_data = false;      // also FILE.gnuplot, which draws it again, and FILE.csv
};

/// Draws the plot and writes the files; returns their names. Throws RequestError where one cannot be written:
/// the user named it, so the request is wrong.
std::vector<std::filesystem::path> write_picture(const PictureFile& wanted, const Plot& plot,
                                                 const PlotSource& source);

}  // namespace allocscale
