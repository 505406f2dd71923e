// The store: one SQLite file that holds trials. It holds raw samples only; derived values are computed on
// reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "harness/model/cliff.hpp"
#include "harness/model/dataset.hpp"
#include "harness/model/trial.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// An open store. Several processes may have one file open and write to it at once; one object belongs to one
/// thread, and must not be used across a fork. Any call may throw SetupError, one line naming the file: a
/// full disk, an I/O error, a damaged file, or a lock that another program holds for more than half a minute.
/// What was committed before stays, what was being written is rolled back. Where the file was removed, moved
/// or replaced meanwhile, the line names the file beside it into which everything that is stored was copied.
class Store {
 public:
  /// Opens for reading and writing; makes the file and its folders when missing, and migrates an older
  /// store. Throws RequestError, one line, when the path is a folder or another kind of file, is no SQLite
  /// database, belongs to another program, is of a newer version, or may not be written.
  [[nodiscard]] static Store open(const std::filesystem::path& path);

  /// Opens for reading, for reports; changes no file. An older store is read from a copy in memory that is
  /// brought forward. Throws RequestError as open(), and when there is no such file.
  [[nodiscard]] static Store open_read_only(const std::filesystem::path& path);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Continues the newest run that is the same as `head` (see RunHead), raising its blocks_wanted when more
  /// are asked for; makes a new run when there is none, or when `fresh`.
  [[nodiscard]] OpenedRun open_run(const RunHead& head, bool fresh);

  /// Removes a run that was opened and then refused. A run with a trial stays.
  void discard_empty_run(RunId run);

  /// The slots that hold a trial, whatever its outcome.
  [[nodiscard]] std::set<Slot> recorded(RunId run);

  /// How long the longest complete trial of each of the run's cells took, whole, in this run or any other of
  /// the store, by the cell's index. A cell without one is left out.
  [[nodiscard]] std::map<std::size_t, std::int64_t> longest_trials_ns(RunId run);

  /// Stores one trial in one transaction. False, and nothing stored, when its slot already holds one.
  [[nodiscard]] bool record(RunId run, const PlannedTrial& planned, const TrialResult& result,
                            std::int64_t started_at_unix_ns, bool resumed);

  /// Throws, as every call does, where the file was removed, moved or replaced: for whoever is about to say
  /// where trials are kept.
  void require_in_place();

  /// The trials of one block, with their workers and samples, whether it counts or not.
  [[nodiscard]] std::vector<StoredTrial> block_trials(RunId run, int block);

  /// Stores whether a block counts. A block that has a status already keeps it. All that is stored so far is
  /// then in the file itself, and not only in SQLite's write-ahead log beside it: a copy of the file has it.
  void record_block(RunId run, int block, BlockStatus status);

  /// The status of each block that has one.
  [[nodiscard]] std::map<int, BlockStatus> block_statuses(RunId run);

  /// Adds to the run's log. False, and nothing added, if the check equals the last entry of the log except
  /// for the elapsed time, as when a command is repeated.
  [[nodiscard]] bool record_stop_check(RunId run, const StopCheck& check);

  /// Everything of one run, as one snapshot: trials of the blocks that were not replaced in the order they
  /// were recorded, workers and samples within them ordered by worker, iteration, phase. Throws RequestError
  /// when there is no such run.
  [[nodiscard]] Dataset load(RunId run);

  /// The cells of which a complete trial is stored, twins' aside, in the run's order; empty when there is no
  /// such run. Reads no sample: a lookup for each cell.
  [[nodiscard]] std::vector<Cell> measured_cells(RunId run);

  /// The largest peak memory of a worker of this cell, siblings aside, over the complete trials of runs of
  /// this design and this build of the allocator; nothing where none is stored. Reads no sample.
  [[nodiscard]] std::optional<MeasuredPeak> measured_peak(const Cell& cell, const AllocatorBuild& build,
                                                          Design design);

  /// Whether the run holds what any launch asked of malloc.
  [[nodiscard]] bool has_counted(RunId run);

  /// Stores what launches of the run's tasks asked of malloc, in one transaction. Those that the run holds
  /// already stay.
  void record_counted(RunId run, const std::vector<CountedLaunch>& launches);

  /// What the kernels and layouts of the run declared; empty when there is no such run.
  [[nodiscard]] Facts facts(RunId run);

  /// What is wrong with the store, a line each; empty: it is whole. Reads all of it.
  [[nodiscard]] std::vector<std::string> find_faults();

  /// Newest first.
  [[nodiscard]] std::vector<RunSummary> runs();

  /// Stores what the user says of the run, in place of what was said before.
  void set_note(RunId run, const std::string& note);

  /// Deletes the runs with all that was stored of them, in one transaction, and returns how many trials that
  /// were. No later run gets one of their numbers. The caller holds the store's MeasureLock, so that nobody
  /// measures into them.
  [[nodiscard]] std::size_t delete_runs(std::span<const RunId> runs, std::int64_t now_unix_ns);

  /// Brings every run of `from` into this store under a number of its own, with its machine and cliff maps, a
  /// transaction for each run. A run that is there already, from the same store or a copy of it, gets the
  /// trials that it lacks. Memory does not grow with the stores. Throws SetupError that names the file in
  /// which something is wrong; what was merged before stays.
  [[nodiscard]] std::vector<MergedRun> merge(Store& from);

  /// Copies everything that is stored into a new file at `path`, by SQLite's backup. The copy has no
  /// write-ahead log, so that it can be moved and read by itself.
  void back_up(const std::filesystem::path& path);

  /// Makes the file as small as what it holds. Needs as much free space on the disk meanwhile.
  void give_back_space();

  /// The newest run, of one experiment or (name empty) of any.
  [[nodiscard]] std::optional<RunId> newest_run(const std::string& experiment = {});

  /// Stores one line of a cliff map of this machine, replacing the one of the same allocator, library and
  /// use, if any.
  void record_cliffs(const Machine& machine, const CliffLine& line);

  /// The lines of this machine, ordered by allocator and use.
  [[nodiscard]] std::vector<CliffLine> cliffs(const Machine& machine);

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace allocscale
