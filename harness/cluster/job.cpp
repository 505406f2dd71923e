#include "harness/cluster/job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/path_component.hpp"
#include "harness/launch/shell_line.hpp"

namespace allocscale {
namespace {

void require_one_line(const std::string& text) {
  if (text.find_first_of(std::string("\n\r\0", 3)) != std::string::npos)
    throw RequestError(
        fmt::format("cluster submit: '{}' has a line break in it, which no line of a job's script can have",
                    clean_line(text)));
}

// A value of a line "#SBATCH --name=value", as sbatch reads it: quotation marks keep what stands between them
// together, and a backslash the next character.
std::string sbatch_value(const std::string& value) {
  require_one_line(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string sbatch_line(const std::string& option, const std::string& value) {
  return fmt::format("#SBATCH --{}={}\n", option, sbatch_value(value));
}

// Of a file's name, in which % begins a word of Slurm's.
std::string sbatch_path(const std::filesystem::path& path) {
  std::string text;
  for (const char c : path.string()) text += c == '%' ? "%%" : std::string(1, c);
  return text;
}

std::string shell_text(const std::string& word) {
  require_one_line(word);
  return shell_word(word);
}

std::string options_of(const Job& job) {
  std::string text = sbatch_line("job-name", "allocscale-" + path_component(job.name));
  text += fmt::format("#SBATCH --array=1-{}\n", job.nodes);
  text += "#SBATCH --nodes=1\n#SBATCH --ntasks=1\n#SBATCH --exclusive\n#SBATCH --mem=0\n";
  text += "#SBATCH --requeue\n#SBATCH --open-mode=append\n";
  text += fmt::format("#SBATCH --signal=B:TERM@{}\n", seconds_to_end(job.limit_seconds));
  if (job.limit_seconds) text += fmt::format("#SBATCH --time={}\n", slurm_time(*job.limit_seconds));
  if (!job.partition.empty()) text += sbatch_line("partition", job.partition);
  if (!job.constraint.empty()) text += sbatch_line("constraint", job.constraint);
  text += sbatch_line("chdir", job.directory.string());
  text += sbatch_line("output", sbatch_path(job.folder / "task-") + "%a.log");
  for (const std::string& option : job.site_options) {
    require_one_line(option);
    const std::size_t equals = option.find('=');
    text += "#SBATCH " +
            (equals == std::string::npos
                 ? option
                 : option.substr(0, equals + 1) + sbatch_value(option.substr(equals + 1))) +
            "\n";
  }
  return text;
}

constexpr const char* head = R"(# {0}: {1}, a node each. To submit it by hand, once the folder below is made:
#   sbatch SCRIPT                                          the shards; it prints the number of the job
#   sbatch --dependency=afterany:NUMBER --array=0 SCRIPT   then merges what they left, and makes the tables
)";

// The store lies on a disk of the node; its copy in the shared folder outlives the task. The batch step alone
// gets the signal, and passes it on; a wait that a signal ended is begun again.
constexpr const char* body = R"(
set -u
allocscale={0}
folder={1}
mkdir -p -- "$folder" || exit 1
local=${{ALLOCSCALE_LOCAL:-${{TMPDIR:-/tmp}}}}/allocscale-$(id -u)-$SLURM_ARRAY_JOB_ID-$SLURM_ARRAY_TASK_ID
mkdir -p -m 700 -- "$local" || exit 1

if [ "$SLURM_ARRAY_TASK_ID" -eq 0 ]; then
  "$allocscale" cluster tables --folder "$folder" --store "$folder/all.db" >"$folder/tables.txt.new" &&
    mv -- "$folder/tables.txt.new" "$folder/tables.txt"
  status=$?
  rm -rf -- "$local"
  exit $status
fi

{2} &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT HUP
wait "$child"
status=$?
while kill -0 "$child" 2>/dev/null; do
  wait "$child"
  status=$?
done
# A store whose copy is whole is not needed on the node any more.
if [ "$status" -eq 0 ] || [ "$status" -eq 130 ]; then rm -rf -- "$local"; fi
exit "$status"
)";

std::string command_line(const Job& job) {
  std::string line = fmt::format(R"("$allocscale" {} --shard "$SLURM_ARRAY_TASK_ID/{}" --replicate {} )",
                                 shell_text(job.command.at(0)), job.nodes, job.replicas);
  line += R"(--store "$local/store.db" --store-copy "$folder/shard-$SLURM_ARRAY_TASK_ID.db" --yes --summary)";
  for (std::size_t i = 1; i < job.command.size(); ++i) line += " " + shell_text(job.command[i]);
  return line;
}

}  // namespace

std::filesystem::path shard_store(const std::filesystem::path& folder, int shard) {
  return folder / fmt::format("shard-{}.db", shard);
}

std::string slurm_time(double seconds) {
  const auto minutes = static_cast<std::int64_t>(std::ceil(std::max(60.0, seconds) / 60));
  return fmt::format("{}:{:02}:00", minutes / 60, minutes % 60);
}

int seconds_to_end(std::optional<double> limit_seconds) {
  constexpr double usual = 120, share = 0.25;
  return static_cast<int>(std::max(10.0, std::min(usual, limit_seconds.value_or(3600) * share)));
}

std::string job_script(const Job& job) {
  const std::string shards = job.nodes == 1 ? "1 shard" : fmt::format("{} shards", job.nodes);
  return "#!/bin/sh\n" + fmt::format(head, clean_line(job.name), shards) + options_of(job) +
         fmt::format(body, shell_text(job.program.string()), shell_text(job.folder.string()),
                     command_line(job));
}

}  // namespace allocscale
