#include "harness/base/error.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <system_error>
#include <typeinfo>

namespace allocscale {
namespace {

std::string type_name(const std::exception& failure) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(typeid(failure).name(), nullptr, nullptr, &status), &std::free);
  return name ? name.get() : typeid(failure).name();
}

}  // namespace

std::string unforeseen(const std::exception& failure) {
  if (dynamic_cast<const std::bad_alloc*>(&failure) != nullptr)
    return "out of memory; end other programs, or raise this one's limit (ulimit -v, its cgroup)";
  if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&failure))
    return fmt::format("{}: {}", file->path1().string(), file->code().message());
  if (const auto* system = dynamic_cast<const std::system_error*>(&failure)) return system->code().message();
  return fmt::format(
      "a fault of allocscale itself ({}); what is stored stays whole. Please report it with "
      "this command line, allocscale --version, and the store or spec",
      type_name(failure));
}

}  // namespace allocscale
