#include "harness/cluster/slurm.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/parse_number.hpp"
#include "harness/base/text_file.hpp"
#include "harness/launch/captured_run.hpp"

namespace allocscale {
namespace {

constexpr double deadline_seconds = 120;  // Slurm's own tools wait up to 100 s for a busy controller

std::optional<std::filesystem::path> find_program(const std::string& name) {
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin:/bin" : path;
  while (!folders.empty()) {
    const std::size_t end = folders.find(':');
    const std::filesystem::path program = std::filesystem::path(folders.substr(0, end)) / name;
    if (end != 0 && std::filesystem::is_regular_file(program) && ::access(program.c_str(), X_OK) == 0)
      return program;
    folders.remove_prefix(end == std::string_view::npos ? folders.size() : end + 1);
  }
  return std::nullopt;
}

std::vector<std::string> callers_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  return variables;
}

// The output of one of Slurm's programs.
std::string ask(const std::string& program, std::vector<std::string> words) {
  const auto path = find_program(program);
  if (!path) throw SetupError(fmt::format("{} is not in PATH: is Slurm on this machine?", program));
  words.insert(words.begin(), path->string());
  try {
    return captured_output(words, deadline_seconds, callers_environment());
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw SetupError(fmt::format("{}: {}", program, clean_line(failure.what())));
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

bool has_slurm() { return find_program("sbatch").has_value(); }

std::int64_t submit(const std::filesystem::path& script, const std::vector<std::string>& options) {
  std::vector<std::string> words = {"--parsable"};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(script.string());
  const std::string answer = trimmed(ask("sbatch", words));  // "123", or "123;cluster"
  const auto number = parse_number<std::int64_t>(split(answer, ';').front());
  if (!number) throw SetupError(fmt::format("sbatch: it gives no number of a job: {}", clean_line(answer)));
  return *number;
}

Queue parse_queue(std::string_view output) {
  Queue queue;
  for (const std::string_view line : split(output, '\n')) {
    const std::vector<std::string_view> words = split(line, '|');
    if (words.size() < 5) continue;
    const auto job = parse_number<std::int64_t>(words[0]);
    const auto task = parse_number<std::int64_t>(words[1]);
    if (!job || !task || *task < 0 || *task > 10'000'000) continue;
    QueuedTask& queued = queue[*job][static_cast<int>(*task)];
    queued.state = clean_line(words[2]);
    queued.node = clean_line(words[3]);
    if (words[4] != "None") queued.reason = clean_line(words[4]);
  }
  return queue;
}

Queue queue_of(const std::vector<std::int64_t>& jobs) {
  // Asked for a single job that has ended, squeue fails; so it is asked for all that the user has.
  Queue queue = parse_queue(ask("squeue", {"--me", "--noheader", "--array", "--format=%F|%K|%T|%N|%r"}));
  std::erase_if(queue, [&](const auto& job) { return !contains(jobs, job.first); });
  return queue;
}

void cancel(const std::vector<std::int64_t>& jobs) {
  std::vector<std::string> words;
  for (const std::int64_t job : jobs) words.push_back(fmt::format("{}", job));
  (void)ask("scancel", words);
}

}  // namespace allocscale
