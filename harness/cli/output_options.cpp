#include "harness/cli/output_options.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/note.hpp"
#include "harness/report/terminal.hpp"

namespace allocscale {
namespace {

// What these print is read by a shell or by man.
constexpr std::array<std::string_view, 2> without_pages = {"completion", "manual"};

constexpr std::array<std::pair<std::string_view, ColourUse>, 3> colour_words = {
    {{"auto", ColourUse::automatic}, {"always", ColourUse::always}, {"never", ColourUse::never}}};

ColourUse read_colour(const std::string& word) {
  for (const auto& [name, use] : colour_words)
    if (name == word) return use;
  throw RequestError(fmt::format("--color: '{}' is none of auto, always, never", clean_line(word)));
}

std::optional<int> read_columns(std::optional<int> columns) {
  if (columns && *columns < fewest_columns)
    throw RequestError(
        fmt::format("--width: {} columns are too few; say {} or more", *columns, fewest_columns));
  return columns;
}

}  // namespace

void add_output_options(CLI::App& app, OutputWords& words) {
  for (CLI::App* command : commands_of(app)) {
    if (contains(without_pages, command->get_name())) continue;
    command->add_option("--color", words.colour, "Colour of verdicts: auto (on a terminal), always or never");
    command->add_option(
        "--width", words.columns,
        fmt::format("Lay out in so many columns, {} or more; the terminal's when not given", fewest_columns));
    CLI::Option* quiet =
        command->add_flag("--quiet", words.quiet, "Results and errors only: no progress, no notes");
    command
        ->add_flag("--verbose", words.verbose, "More notes, e.g. of the machine and how trials are started")
        ->excludes(quiet);
  }
}

void obey(const OutputWords& words) {
  choose_output({read_colour(words.colour), read_columns(words.columns)});
  choose_loudness(words.quiet ? Loudness::quiet : words.verbose ? Loudness::verbose : Loudness::usual);
}

}  // namespace allocscale
