#include "harness/microbench/options.hpp"

#include <cctype>
#include <cstdlib>

namespace allocscale::microbench {

std::optional<std::string> option(const Arguments& arguments, std::string_view name) {
  const std::string flag = "--benchmark_" + std::string(name);
  for (auto argument = arguments.rbegin(); argument != arguments.rend(); ++argument) {
    if (*argument == flag) return "true";
    if (argument->starts_with(flag + "=")) return argument->substr(flag.size() + 1);
  }
  std::string variable = "BENCHMARK_";
  for (const char c : name) variable += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const char* value = std::getenv(variable.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::string exact_filter(std::string_view name) {
  std::string filter = "^";
  for (const char c : name) {
    if (std::string_view(".+*?()[]{}|^$\\").find(c) != std::string_view::npos) filter += '\\';
    filter += c;
  }
  return filter + "$";
}

}  // namespace allocscale::microbench
