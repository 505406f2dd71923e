#include "harness/plan/cell_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/nearest_name.hpp"
#include "harness/base/quantity.hpp"
#include "harness/model/factor.hpp"
#include "harness/plan/levels.hpp"

namespace allocscale {
namespace {

// The columns of --dry-run, in their order; a level without its factor can only be one of these.
const std::vector<std::string> columns = {"kernel", "layout", "allocator", "size", "workers", "iterations"};

std::vector<std::string> known_factors() {
  std::vector<std::string> names = columns;
  for (const Factor& factor : factors()) names.emplace_back(factor.name);
  return names;
}

[[noreturn]] void refuse(const std::string& what) { throw RequestError("describe: " + what); }

void keep_level(CellWords& levels, const std::string& factor, const std::string& level) {
  const std::vector<std::string> known = known_factors();
  if (!contains(known, factor)) refuse(fmt::format("a cell has no '{}'{}", factor, name_hint(factor, known)));
  if (level.empty()) refuse(fmt::format("'{}=' has no level", factor));
  if (!levels.emplace(factor, level).second) refuse(fmt::format("'{}' is given twice", factor));
}

const std::string* level_among(const CellWords& levels, const std::string& factor) {
  const auto found = levels.find(factor);
  return found == levels.end() ? nullptr : &found->second;
}

std::uint64_t number(const CellWords& levels, const std::string& factor, std::int64_t most) {
  std::string text = levels.at(factor);
  std::erase(text, ',');  // as --dry-run prints them
  const std::uint64_t value = parse_amount(text).value_or(0);
  if (value < 1 || value > static_cast<std::uint64_t>(most))
    refuse(fmt::format("{}={}: expected 1 to {}", factor, levels.at(factor),
                       format_count(static_cast<double>(most))));
  return value;
}

const Runner& choose_runner(const CellWords& levels, const Catalog& catalog) {
  if (catalog.runners.empty()) throw SetupError("there is no runner: build the programs");
  const std::string* const asked = level_among(levels, "allocator");
  const Runner* const found = asked != nullptr ? find_runner(catalog, *asked) : find_plain_runner(catalog);
  if (found != nullptr) return *found;
  if (asked == nullptr) return catalog.runners.front();
  if (const auto why = why_missing(catalog, *asked))
    refuse(fmt::format("allocator '{}' is not available: {}", *asked, *why));
  std::vector<std::string> names;
  for (const Runner& runner : catalog.runners) names.push_back(runner.allocator);
  refuse(fmt::format("unknown allocator '{}'{}", *asked, name_hint(*asked, names)));
}

const KernelOffer& choose_kernel(const CellWords& levels, const Runner& runner) {
  const std::string& asked = levels.at("kernel");
  if (const KernelOffer* const found = find_kernel(runner, asked)) return *found;
  std::vector<std::string> names;
  for (const KernelOffer& kernel : runner.kernels) names.push_back(kernel.name);
  refuse(fmt::format("unknown kernel '{}'{}", asked, name_hint(asked, names)));
}

const LayoutOffer& choose_layout(const CellWords& levels, const KernelOffer& kernel) {
  const std::string* const asked = level_among(levels, "layout");
  const auto usual =
      std::find_if(kernel.layouts.begin(), kernel.layouts.end(),
                   [](const LayoutOffer& layout) { return layout.usual && layout.unsupported.empty(); });
  if (asked == nullptr && usual != kernel.layouts.end()) return *usual;
  std::vector<std::string> names;
  for (const LayoutOffer& layout : kernel.layouts) {
    if (asked == nullptr ? layout.unsupported.empty() : layout.name == *asked) {
      if (layout.unsupported.empty()) return layout;
      refuse(fmt::format("kernel '{}' does not run under layout '{}': {}", kernel.name, layout.name,
                         layout.unsupported));
    }
    if (layout.unsupported.empty()) names.push_back(layout.name);
  }
  if (asked == nullptr) refuse(fmt::format("kernel '{}' runs under no layout", kernel.name));
  refuse(fmt::format("unknown layout '{}'{}", *asked, name_hint(*asked, names)));
}

std::uint64_t choose_size(const CellWords& levels, const KernelOffer& kernel) {
  const std::string* const asked = level_among(levels, "size");
  if (asked == nullptr || *asked == "small") return kernel.small;
  const std::uint64_t size = *asked == "paper" ? kernel.paper : number(levels, "size", most_elements);
  if (size == 0) refuse(fmt::format("kernel '{}' has no size paper", kernel.name));
  if (size > kernel.largest)
    refuse(fmt::format("size={}: kernel '{}' goes up to {}", *asked, kernel.name,
                       format_count(static_cast<double>(kernel.largest))));
  return size;
}

void choose_level(const Factor& factor, const std::string& level, const Runner& runner, Cell& cell) {
  if (!set_level(factor, cell, level))
    refuse(fmt::format("{}={}: expected {}", factor.name, level, joined(level_words(factor), ", ")));
  if (cell.huge_pages == HugePages::always && runner.huge_page_knob.empty())
    refuse(fmt::format("huge_pages=always: this build knows no knob by which {} asks for them",
                       runner.allocator));
  const LayoutOffer* const layout = find_layout(*find_kernel(runner, cell.kernel), cell.layout);
  if (cell.start == StartMethod::thread && layout->facts.rehearsed)
    refuse(fmt::format("start=thread: {} replays the addresses of one worker's process", cell.layout));
}

}  // namespace

CellWords read_cell_words(const std::vector<std::string>& words) {
  CellWords levels;
  std::size_t column = 0;
  for (const std::string& text : words) {
    std::istringstream stream(text);  // one quoted argument may hold them all
    for (std::string word; stream >> word;) {
      const std::size_t equals = word.find('=');
      if (equals == std::string::npos && column >= columns.size())
        refuse(
            fmt::format("'{}' is one word too many; expected KERNEL LAYOUT ALLOCATOR SIZE WORKERS "
                        "ITERATIONS, or words like kernel=concat",
                        word));
      if (equals == std::string::npos)
        keep_level(levels, columns[column++], word);
      else
        keep_level(levels, word.substr(0, equals), word.substr(equals + 1));
    }
  }
  if (!levels.contains("kernel")) refuse("a cell needs at least kernel=NAME");
  return levels;
}

Cell parse_cell(const CellWords& levels, const Catalog& catalog) {
  const Runner& runner = choose_runner(levels, catalog);
  const KernelOffer& kernel = choose_kernel(levels, runner);
  Cell cell;
  cell.kernel = kernel.name;
  cell.layout = choose_layout(levels, kernel).name;
  cell.allocator = runner.allocator;
  cell.size = choose_size(levels, kernel);
  if (levels.contains("workers")) cell.workers = static_cast<int>(number(levels, "workers", most_workers));
  if (levels.contains("iterations"))
    cell.iterations = static_cast<int>(number(levels, "iterations", most_iterations));
  else
    cell.iterations = cell.size == kernel.small ? kernel.small_iterations : 2;
  for (const Factor& factor : factors())
    if (const std::string* const level = level_among(levels, std::string(factor.name)))
      choose_level(factor, *level, runner, cell);
  if (cell.siblings != Siblings::self && cell.start != StartMethod::exec)
    refuse("siblings are processes of their own: with them start is exec");
  return cell;
}

}  // namespace allocscale
