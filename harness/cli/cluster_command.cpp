#include "harness/cli/cluster_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/path_component.hpp"
#include "harness/base/plural.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/scratch_folder.hpp"
#include "harness/base/text_file.hpp"
#include "harness/cli/machine_columns.hpp"
#include "harness/cli/note.hpp"
#include "harness/cli/print.hpp"
#include "harness/cluster/job.hpp"
#include "harness/cluster/slurm.hpp"
#include "harness/cluster/submitted.hpp"
#include "harness/launch/shell_line.hpp"
#include "harness/measure/node_name.hpp"
#include "harness/report/machines_page.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/store_copy.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

const fs::path& usual_folder() {
  static const fs::path folder = default_store().parent_path() / "cluster";
  return folder;
}

// The folder that was named, or that of the experiment, or the only one there is.
fs::path folder_asked_for(const ClusterRequest& request, const char* command) {
  if (!request.folder.empty()) return request.folder;
  if (!request.experiment.empty()) return usual_folder() / path_component(request.experiment);
  std::vector<fs::path> folders;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(usual_folder(), none))
    if (fs::exists(entry.path() / "submitted", none)) folders.push_back(entry.path());
  if (folders.size() == 1) return folders.front();
  if (folders.empty())
    throw RequestError(fmt::format(
        "cluster {}: nothing was submitted from this folder; name another with --folder", command));
  std::sort(folders.begin(), folders.end());
  std::vector<std::string> names;
  for (const fs::path& folder : folders) names.push_back(clean_line(folder.filename().string()));
  throw RequestError(fmt::format("cluster {}: say which: {}", command, joined(names, ", ")));
}

Submitted need_submitted(const fs::path& folder, const char* command) {
  if (auto submitted = read_submitted(folder)) return *std::move(submitted);
  throw RequestError(fmt::format("cluster {}: nothing was submitted into {}", command, folder.string()));
}

fs::path this_program() {
  std::error_code failed;
  fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) throw SetupError("cannot find this program: " + failed.message());
  return program;
}

// Options that the job gives itself.
void refuse_own_options(const std::vector<std::string>& command) {
  for (const std::string& word : command) {
    if (word == "--") return;
    const std::string name = word.substr(0, word.find('='));
    for (const char* const own : {"--shard", "--store", "--store-copy"})
      if (name == own)
        throw RequestError(
            fmt::format("cluster submit: {} is given by the job itself: each task has a shard and a store "
                        "of its own; --folder names where their copies are kept",
                        own));
  }
}

Job job_of(const ClusterRequest& request, const ClusterTask& task, const fs::path& folder) {
  Job job;
  job.name = task.experiment;
  job.program = this_program();
  job.command = task.command;
  job.folder = fs::absolute(folder).lexically_normal();
  job.directory = fs::current_path();
  job.nodes = request.nodes;
  job.replicas = request.replicas;
  if (!request.limit.empty()) {
    job.limit_seconds = parse_span(request.limit);
    if (!job.limit_seconds || *job.limit_seconds <= 0)
      throw RequestError(
          fmt::format("--time: '{}' is no time; expected e.g. 90m or 2h", clean_line(request.limit)));
  }
  job.partition = request.partition;
  job.constraint = request.constraint;
  job.site_options = request.site_options;
  for (const std::string& option : job.site_options)
    if (!option.starts_with("-"))
      throw RequestError(fmt::format(
          "cluster submit: '{}' is no option of sbatch; expected e.g. --account=NAME", clean_line(option)));
  if (request.replicas > request.nodes)
    throw RequestError(fmt::format("--replicate {}: there are {} only; expected 1 to {}", request.replicas,
                                   plural(request.nodes, "node"), request.nodes));
  return job;
}

void refuse_while_queued(const fs::path& folder) {
  const auto before = read_submitted(folder);
  if (!before) return;
  const Queue queue = queue_of({before->job, before->merge});
  if (queue.empty()) return;
  throw RequestError(fmt::format(
      "cluster submit: job {} of {} is still in the queue; wait for it, end it with `allocscale cluster cancel "
      "--folder {}`, or name another folder with --folder",
      queue.begin()->first, folder.string(), shell_word(folder.string())));
}

struct ShardState {
  int blocks = 0;
  int blocks_wanted = 0;
  std::string node;
  std::string fault;
};

// What the copy of a shard's store has.
ShardState state_of(const fs::path& store, const Submitted& submitted, int shard) {
  ShardState state;
  std::error_code none;
  if (!fs::exists(store, none)) return state;
  try {
    Store copy = Store::open_read_only(store);
    for (const RunSummary& run : copy.runs()) {  // the newest first
      if (!run.shard || run.shard->number != shard || run.shard->count != submitted.shards) continue;
      state.blocks = run.blocks_done;
      state.blocks_wanted = run.blocks_wanted;
      state.node = run.node;
      break;
    }
  } catch (const std::exception& failure) {
    state.fault = clean_line(failure.what());
  }
  return state;
}

std::string state_words(const std::optional<QueuedTask>& queued, const ShardState& state) {
  if (!state.fault.empty()) return state.fault;
  if (queued) return queued->state + (queued->reason.empty() ? "" : " (" + queued->reason + ")");
  if (state.blocks_wanted == 0) return "ended, and left nothing: see its log, or it has no comparison";
  return state.blocks >= state.blocks_wanted ? "done" : "ended early: submit it again";
}

// The experiment's name in the store; empty: that of the newest run, as of a program, which has a name of its
// own.
std::string stored_name(Store& store, const std::optional<Submitted>& submitted) {
  if (submitted)
    for (const RunSummary& run : store.runs())
      if (run.experiment == submitted->experiment) return run.experiment;
  return {};
}

}  // namespace

int cluster_submit(const ClusterRequest& request, const ClusterTask& task) {
  refuse_own_options(task.command);
  const fs::path folder =
      request.folder.empty() ? usual_folder() / path_component(task.experiment) : request.folder;
  const Job job = job_of(request, task, folder);
  const std::string script = job_script(job);
  if (request.dry_run) {
    print_as_is(script);
    return 0;
  }
  if (!has_slurm())
    throw RequestError(fmt::format(
        "cluster submit: there is no sbatch in PATH, so no Slurm; without a scheduler, run a part on each machine: `allocscale "
        "{} --shard 1/{} …`, then `allocscale merge`",
        task.command.front(), std::max(2, request.nodes)));
  refuse_while_queued(job.folder);
  std::error_code failed;
  fs::create_directories(job.folder, failed);
  const fs::path file = job.folder / "job.sh";
  write_text(file, script);
  Submitted submitted{task.experiment, job.nodes, job.replicas, 0, 0};
  submitted.job = submit(file, {});
  write_submitted(job.folder, submitted);
  try {
    submitted.merge = submit(file, {fmt::format("--dependency=afterany:{}", submitted.job), "--array=0"});
    write_submitted(job.folder, submitted);
  } catch (const SetupError& failure) {
    complain("the job that merges was refused ({}); `allocscale cluster tables` merges too", failure.what());
  }
  print_page(
      fmt::format("job {}: {} of {}, a node each; they leave copies of their stores in {}\n"
                  "where they are: allocscale cluster status --folder {}\n"
                  "what is there so far: allocscale cluster tables --folder {}\n",
                  submitted.job, plural(job.nodes, "shard"), clean_line(task.experiment), job.folder.string(),
                  shell_word(folder.string()), shell_word(folder.string())));
  return 0;
}

int cluster_status(const ClusterRequest& request) {
  const fs::path folder = folder_asked_for(request, "status");
  const Submitted submitted = need_submitted(folder, "status");
  Queue queue;
  if (has_slurm())
    queue = queue_of({submitted.job, submitted.merge});
  else
    note("there is no Slurm here: what its queue has is not known");
  std::string text = fmt::format("job {}: {} of {}\n", submitted.job, plural(submitted.shards, "shard"),
                                 clean_line(submitted.experiment));
  for (int shard = 1; shard <= submitted.shards; ++shard) {
    const auto& tasks = queue[submitted.job];
    const auto found = tasks.find(shard);
    const std::optional<QueuedTask> queued =
        found == tasks.end() ? std::nullopt : std::optional(found->second);
    const ShardState state = state_of(shard_store(folder, shard), submitted, shard);
    const std::string node = queued && !queued->node.empty() ? queued->node : state.node;
    text +=
        fmt::format("  {:>4}  {:<12}  {:>3}/{:<3} blocks  {}\n", shard, node.empty() ? "-" : clean_line(node),
                    state.blocks, state.blocks_wanted == 0 ? "?" : std::to_string(state.blocks_wanted),
                    state_words(queued, state));
  }
  if (const auto merge = queue.find(submitted.merge); submitted.merge != 0 && merge != queue.end())
    text += fmt::format("  job {} merges when they have ended\n", submitted.merge);
  print_page(text);
  return 0;
}

int cluster_tables(const ClusterRequest& request) {
  const fs::path folder = folder_asked_for(request, "tables");
  const auto submitted = read_submitted(folder);
  const std::vector<fs::path> stores = shard_stores(folder);
  if (stores.empty())
    throw RequestError(fmt::format("cluster tables: {} has no copy of a store yet", folder.string()));
  const ScratchFolder scratch(temporary_folder(), "allocscale-cluster");
  const fs::path merged = scratch.path() / "all.db";
  Store all = Store::open(merged);
  std::size_t faults = 0;
  for (const fs::path& path : stores) {
    try {
      Store store = Store::open_read_only(path);
      (void)all.merge(store);
    } catch (const std::exception& failure) {  // a store that is no store is in no table
      complain("{}", failure.what());
      ++faults;
    }
  }
  std::vector<std::string> notes;
  const std::vector<MachineFindings> findings = findings_by_machine(all, stored_name(all, submitted), notes);
  if (submitted && stores.size() < static_cast<std::size_t>(submitted->shards))
    note("{} of {} shards have left something so far", stores.size(), submitted->shards);
  for (const std::string& line : notes) note("{}", line);
  if (!request.store.empty()) {
    StoreCopy copy(request.store, node_name());
    copy.write(all, merged);
  }
  if (findings.empty())
    throw RequestError(fmt::format("cluster tables: no trial is in the copies of {} yet", folder.string()));
  print_as_is(machines_text(findings, detect_terminal(STDOUT_FILENO)));
  return faults == 0 ? 0 : 1;
}

int cluster_cancel(const ClusterRequest& request) {
  const fs::path folder = folder_asked_for(request, "cancel");
  const Submitted submitted = need_submitted(folder, "cancel");
  if (!has_slurm()) throw RequestError("cluster cancel: there is no scancel in PATH, so no Slurm");
  std::vector<std::int64_t> jobs = {submitted.job};
  if (submitted.merge != 0) jobs.push_back(submitted.merge);
  cancel(jobs);
  print_page(
      fmt::format("ended: {}; what they have measured is in {}\n", joined(jobs, ", "), folder.string()));
  return 0;
}

}  // namespace allocscale
