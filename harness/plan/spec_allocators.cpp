#include "harness/plan/spec_allocators.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/model/allocator_name.hpp"

namespace allocscale {
namespace {

constexpr const char* key_of_list = "allocators";

constexpr std::array allocator_keys = {
    SpecKey{"name", "a text, the level's own name"},
    SpecKey{"base", "the name of an allocator or of an arm, or the path of a library"},
    SpecKey{"env", "a table of variables, e.g. {MALLOC_CONF = \"narenas:1\"}"},
};

bool is_variable_name(const std::string& name) {
  return parse_knob_level("level=base+" + name + "=").variables == std::vector<std::string>{name + "="};
}

// NAME=value of each entry of {MALLOC_CONF = "narenas:1"}.
std::vector<std::string> read_variables(const std::string& file, const SpecValue& environment) {
  std::vector<SpecKey> names;
  for (const SpecEntry& entry : environment.entries) names.push_back({entry.key, "a text"});
  const SpecTable table(file, "env", environment, names);
  std::vector<std::string> variables;
  for (const SpecEntry& entry : environment.entries) {
    if (!is_variable_name(entry.key))
      throw RequestError(fmt::format("{}: '{}' is no name of an environment variable",
                                     place_of(file, entry.position), clean_line(entry.key)));
    variables.push_back(entry.key + "=" + table.text(entry.key, entry.value));
  }
  return variables;
}

}  // namespace

std::string read_allocator(const SpecTable& factors, const SpecValue& item) {
  if (item.kind != SpecValue::Kind::table) return factors.text(key_of_list, item);
  const SpecTable table(factors.file(), key_of_list, item, allocator_keys);
  KnobLevel level;
  level.name = table.text("name", table.need("name"));
  level.base = table.text("base", table.need("base"));
  const SpecValue& environment = table.need("env");
  if (environment.kind != SpecValue::Kind::table || environment.entries.empty())
    table.reject("env", environment);
  level.variables = read_variables(factors.file(), environment);
  return knob_level_text(level);
}

}  // namespace allocscale
