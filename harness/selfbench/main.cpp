// selfbench: what does the instrument itself cost? Prints each figure beside its target.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/places.hpp"
#include "harness/base/quantity.hpp"
#include "harness/measure/machine_reader.hpp"
#include "harness/measure/pressure.hpp"
#include "harness/report/characters.hpp"
#include "harness/report/terminal.hpp"
#include "harness/report/text_table.hpp"
#include "harness/selfbench/part.hpp"

namespace {

using namespace allocscale;
using selfbench::Part;

constexpr std::array parts = {
    &selfbench::parts::skew,     &selfbench::parts::overhead, &selfbench::parts::harness_cpu,
    &selfbench::parts::resident, &selfbench::parts::copy,     &selfbench::parts::store,
    &selfbench::parts::growth,   &selfbench::parts::page,     &selfbench::parts::witness,
    &selfbench::parts::exec,
};

std::string help() {
  std::string text = "What does the instrument itself cost? Without names, all parts:\n";
  for (const Part* part : parts) text += fmt::format("  {:<12} {}\n", part->name, part->question);
  return text;
}

std::vector<const Part*> choose(const std::vector<std::string>& names) {
  if (names.empty()) return {parts.begin(), parts.end()};
  std::vector<std::string> valid;
  for (const Part* part : parts) valid.emplace_back(part->name);
  std::vector<const Part*> chosen;
  for (const std::string& name : names) {
    const auto found = std::find(valid.begin(), valid.end(), name);
    if (found == valid.end())
      throw RequestError(fmt::format("there is no part '{}'{}", name, name_hint(name, valid)));
    chosen.push_back(parts.at(static_cast<std::size_t>(found - valid.begin())));
  }
  return chosen;
}

void add_rows(Grid& grid, const Part& part, const selfbench::PartReport& report) {
  for (const selfbench::Figure& figure : report.figures) {
    const GridCell met = !figure.met   ? GridCell{}
                         : *figure.met ? GridCell{"met", Tone::good}
                                       : GridCell{"missed", Tone::bad};
    const bool first = &figure == &report.figures.front();
    grid.rows.push_back(
        {{first ? std::string(part.name) : ""}, {figure.what}, {figure.value}, {figure.target}, met});
  }
}

std::string load_average() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? fmt::format("{:.1f}", load) : "unknown";
}

void run(const std::vector<const Part*>& chosen) {
  watch_for_interrupt();
  const std::string load_before = load_average();
  const PressureReader pressure;
  const Pressure before = pressure.read({});
  selfbench::Instrument instrument(find_places());
  Grid grid;
  grid.keys = 2;
  grid.columns = {{"", "part"}, {"", "what"}, {"", "value"}, {"", "target"}, {"", "met"}};
  std::string how = "How it was measured\n";
  const TerminalStyle style = detect_terminal(STDOUT_FILENO);
  const auto width = static_cast<std::size_t>(std::max(style.columns - 2, 40));
  for (const Part* part : chosen) {
    selfbench::say(fmt::format("{}: {}", part->name, part->question));
    const selfbench::PartReport report = part->measure(instrument);
    add_rows(grid, *part, report);
    for (const std::string& line : folded(fmt::format("{}: {}", part->name, report.how), width))
      how += fmt::format("  {}\n", style.unicode ? line : to_ascii(line));
  }
  const Pressure added = difference(before, pressure.read({}));
  fmt::print("{}\n", machine_summary(instrument.machine()));
  fmt::print("Load average {} before, {} after (one minute); steal meanwhile {}.\n\n", load_before,
             load_average(),
             added.steal_ns ? format_duration(static_cast<double>(*added.steal_ns)) : "unknown");
  fmt::print("{}\n{}", draw_table(grid, {style.columns, style.colour, style.unicode}), how);
}

int complain(const std::string& line, int status) {
  fmt::print(stderr, "selfbench: {}\n", line);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(help(), "selfbench");
  std::vector<std::string> names;
  app.add_option("part", names, "The parts to run");
  try {
    app.parse(argc, argv);
    run(choose(names));
    return 0;
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);  // --help
  } catch (const CLI::ParseError& wrong) {
    return complain(fmt::format("{}; see --help", wrong.what()), 2);
  } catch (const RequestError& wrong) {
    return complain(wrong.what(), 2);
  } catch (const Interrupted&) {
    return complain("interrupted", 130);
  } catch (const std::exception& failure) {
    return complain(failure.what(), 1);
  }
}
