#include "harness/conduct/program_sources.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string_view>

#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/file_hash.hpp"

namespace allocscale {
namespace {

constexpr std::array<std::string_view, 12> script_extensions = {
    ".py", ".sh", ".bash", ".pl", ".rb", ".js", ".mjs", ".lua", ".r", ".R", ".jl", ".php"};

bool is_regular(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::is_regular_file(file, unknown);
}

bool is_code(const std::filesystem::path& file) {
  if (contains(script_extensions, file.extension().string())) return true;
  std::array<char, 4> begin{};
  std::ifstream(file, std::ios::binary).read(begin.data(), begin.size());
  const std::string_view seen(begin.data(), begin.size());
  return seen ==
             "\x7f"
             "ELF" ||
         seen.starts_with("#!");
}

std::filesystem::path folder_of(const Program& program) {
  std::error_code unknown;
  return program.directory.empty() ? std::filesystem::current_path(unknown)
                                   : std::filesystem::path(program.directory);
}

// The PATH that the program itself is given, where it is given one.
std::string path_for(const Program& program, const std::string& callers) {
  constexpr std::string_view name = "PATH=";
  for (const std::string& variable : program.environment)
    if (variable.starts_with(name)) return variable.substr(name.size());
  return callers;
}

// A file that is gone or cannot be read says so in the place of its hash: the trial will tell the user why.
std::string source_line(const std::string& word, const std::filesystem::path& file) {
  try {
    return fmt::format("{} {}", word, hash_file(file));
  } catch (const SetupError&) {
    return fmt::format("{} unread", word);
  }
}

}  // namespace

std::optional<std::filesystem::path> find_executable(const std::string& name, const std::string& path,
                                                     const std::filesystem::path& directory) {
  const auto executable = [](const std::filesystem::path& file) {
    return is_regular(file) && ::access(file.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos)
    return executable(directory / name) ? std::optional(directory / name) : std::nullopt;
  std::istringstream folders(path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (executable(directory / folder / name)) return directory / folder / name;
  return std::nullopt;
}

std::vector<std::string> source_lines(const Program& program, const std::string& path) {
  std::vector<std::string> lines;
  if (program.words.empty()) return lines;
  const std::filesystem::path folder = folder_of(program);
  if (const auto file = find_executable(program.words.front(), path_for(program, path), folder))
    lines.push_back(source_line(program.words.front(), *file));
  for (std::size_t i = 1; i < program.words.size(); ++i)
    if (const std::filesystem::path file = folder / program.words[i]; is_regular(file) && is_code(file))
      lines.push_back(source_line(program.words[i], file));
  return lines;
}

}  // namespace allocscale
