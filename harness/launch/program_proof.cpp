#include "harness/launch/program_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/joined.hpp"

namespace allocscale {
namespace {

// Those of C: the operators of C++ may be anybody's.
constexpr auto c_functions = std::span(protocol::witnessed_symbols).first<5>();
constexpr std::size_t most_names = 5;

bool is_owner(std::string_view found, const std::string& owner) {
  const std::filesystem::path file(found);
  if (owner.find('/') == std::string::npos) return file.filename().string().starts_with(owner);
  std::error_code unknown;
  return std::filesystem::equivalent(file, owner, unknown) && !unknown;
}

// What is wrong in the process; empty: nothing.
std::string mismatch_in(const WitnessedProcess& process, const std::string& owner) {
  for (const std::string_view function : c_functions)
    if (const std::string_view found = owner_of(process, function); !is_owner(found, owner))
      return fmt::format("{} of {} belongs to {}, declared is {}", function, clean_line(process.executable),
                         found.empty() ? "nobody" : clean_line(found), owner);
  return {};
}

void add_name(std::vector<std::string>& names, const std::string& name) {
  std::string clean = clean_line(name.empty() ? "?" : name);
  if (!contains(names, clean)) names.push_back(std::move(clean));
}

// Whether the witness told of the program that the process was seen to run, and not only of one that it ran
// before. A program may change its process's name.
bool told_of(const std::vector<const WitnessedProcess*>& records, const protocol::SeenProcess& seen) {
  const auto same = [&seen](const WitnessedProcess* record) {
    return record->name == seen.name || (!seen.executable.empty() && record->executable == seen.executable);
  };
  return std::any_of(records.begin(), records.end(), same);
}

}  // namespace

ProgramProof prove_program(const WitnessRecords& records, pid_t main,
                           std::span<const protocol::SeenProcess> seen, const std::string& owner) {
  ProgramProof proof;
  std::map<pid_t, std::vector<const WitnessedProcess*>> witnessed;
  std::vector<std::string> unproven;
  for (const WitnessedProcess& process : records.processes) {
    witnessed[process.pid].push_back(&process);
    std::string wrong = mismatch_in(process, owner);
    if (wrong.empty()) continue;
    if (process.pid != main)
      add_name(unproven, process.name);
    else if (proof.mismatch.empty())
      proof.mismatch = std::move(wrong);
  }
  for (const protocol::SeenProcess& process : seen) {
    if (told_of(witnessed[process.pid], process)) continue;
    if (process.pid != main)
      add_name(unproven, process.name);
    else if (proof.mismatch.empty())
      proof.mismatch = fmt::format(
          "nobody saw who owns malloc in {}: a static or set-uid program, or one that was given another environment",
          clean_line(process.name));
  }
  if (witnessed[main].empty() && proof.mismatch.empty()) proof.mismatch = "nobody saw who owns malloc in it";
  proof.unproven = some_of(unproven, most_names);
  proof.processes = static_cast<std::int64_t>(witnessed.size());
  return proof;
}

}  // namespace allocscale
