#include "harness/report/format.hpp"

#include <fmt/format.h>

#include <vector>

#include "harness/base/error.hpp"
#include "harness/base/nearest_name.hpp"

namespace allocscale {

const Format& find_format(std::string_view name) {
  std::vector<std::string> names;
  for (const Format* format : all_formats()) {
    if (format->name == name) return *format;
    names.emplace_back(format->name);
  }
  throw RequestError(fmt::format("there is no output format '{}'{}", name, name_hint(name, names)));
}

}  // namespace allocscale
