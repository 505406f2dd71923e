#include "harness/microbench/options.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace allocscale::microbench {
namespace {

constexpr std::string_view flag_prefix = "--benchmark_";
constexpr std::string_view role_prefix = "--as-child=";

/// "--benchmark_out" of "--benchmark_out=file".
std::string_view flag_name(std::string_view argument) { return argument.substr(0, argument.find('=')); }

}  // namespace

std::optional<std::string> option(const Arguments& arguments, std::string_view name) {
  const std::string flag = std::string(flag_prefix) + std::string(name);
  for (auto argument = arguments.rbegin(); argument != arguments.rend(); ++argument) {
    if (*argument == flag) return "true";
    if (argument->starts_with(flag + "=")) return argument->substr(flag.size() + 1);
  }
  std::string variable = "BENCHMARK_" + std::string(name);
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const char* value = std::getenv(variable.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::string to_argument(const ChildRole& role) {
  return std::string(role_prefix) + std::to_string(role.parent) + (role.first ? ":1:" : ":0:") +
         std::to_string(role.wider);
}

std::optional<ChildRole> take_child_role(Arguments& arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [](const std::string& argument) {
    return argument.starts_with(role_prefix);
  });
  if (found == arguments.end()) return std::nullopt;
  ChildRole role;
  int first = 0;
  const bool complete =
      std::sscanf(found->c_str() + role_prefix.size(), "%d:%d:%zu", &role.parent, &first, &role.wider) == 3;
  if (!complete) return std::nullopt;
  role.first = first != 0;
  arguments.erase(found);
  return role;
}

std::string exact_filter(std::string_view name) {
  std::string filter = "^";
  for (const char c : name) {
    if (std::string_view(".+*?()[]{}|^$\\").find(c) != std::string_view::npos) filter += '\\';
    filter += c;
  }
  return filter + "$";
}

Arguments child_arguments(const Arguments& given, std::string_view name, const ChildRole& role,
                          const ChildOutput& output) {
  static constexpr std::array<std::string_view, 5> replaced = {"--benchmark_filter", "--benchmark_format",
                                                               "--benchmark_out", "--benchmark_out_format",
                                                               "--benchmark_list_tests"};
  Arguments arguments;
  for (const std::string& argument : given)
    if (std::find(replaced.begin(), replaced.end(), flag_name(argument)) == replaced.end())
      arguments.push_back(argument);
  arguments.push_back(to_argument(role));
  arguments.push_back("--benchmark_filter=" + exact_filter(name));
  arguments.push_back("--benchmark_format=" + output.format);
  arguments.push_back("--benchmark_out=" + output.file);
  if (!output.file.empty()) arguments.push_back("--benchmark_out_format=" + output.file_format);
  return arguments;
}

}  // namespace allocscale::microbench
