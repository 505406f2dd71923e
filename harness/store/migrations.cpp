// The migrations. All tables are STRICT, so that a text in a number's column is an error. Foreign keys
// connect each fact of a run with its machine, its cell and its allocator builds. The metric columns have the
// names of the metrics in harness/model/metric.hpp; NULL is "not measured".
#include "harness/store/migrations.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <string>

namespace allocscale {
namespace {

// The tables sample and worker are WITHOUT ROWID: their rows are read by trial only, and are inserted in the
// order of their key, so the table needs no other index.
constexpr std::string_view first_schema = R"sql(
CREATE TABLE machine (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  cpu_model TEXT NOT NULL,
  cpus INTEGER NOT NULL,
  cores INTEGER NOT NULL,
  packages INTEGER NOT NULL,
  numa_nodes INTEGER NOT NULL,
  smt INTEGER,
  memory_bytes INTEGER NOT NULL,
  kernel TEXT NOT NULL,
  libc TEXT NOT NULL,
  compiler TEXT NOT NULL,
  huge_pages TEXT,
  overcommit INTEGER,
  governor TEXT,
  hypervisor TEXT,
  cgroup_memory_bytes INTEGER,
  cgroup_cpus REAL
) STRICT;

CREATE TABLE machine_cache (
  machine INTEGER NOT NULL REFERENCES machine(id),
  ordinal INTEGER NOT NULL,
  level INTEGER NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  shared_by_cpus INTEGER NOT NULL,
  PRIMARY KEY (machine, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE allocator_build (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  library_path TEXT NOT NULL,
  library_hash TEXT NOT NULL,
  binary_hash TEXT NOT NULL,
  UNIQUE (name, version, library_path, library_hash, binary_hash)
) STRICT;

CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kernel TEXT NOT NULL,
  layout TEXT NOT NULL,
  allocator TEXT NOT NULL,
  size INTEGER NOT NULL,
  workers INTEGER NOT NULL,
  placement TEXT NOT NULL,
  iterations INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL,
  spec_key TEXT NOT NULL,
  experiment TEXT NOT NULL,
  question TEXT NOT NULL,
  estimand TEXT NOT NULL,
  baseline_layout TEXT NOT NULL,
  baseline_allocator TEXT NOT NULL,
  margin REAL NOT NULL,
  blocks_wanted INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  machine INTEGER NOT NULL REFERENCES machine(id),
  kernels_hash TEXT NOT NULL,
  started_at_unix_ns INTEGER NOT NULL
) STRICT;
CREATE INDEX run_by_identity ON run (identity, machine);

CREATE TABLE run_build (
  run INTEGER NOT NULL REFERENCES run(id),
  ordinal INTEGER NOT NULL,
  allocator_build INTEGER NOT NULL REFERENCES allocator_build(id),
  PRIMARY KEY (run, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_cell (
  run INTEGER NOT NULL REFERENCES run(id),
  ordinal INTEGER NOT NULL,
  cell INTEGER NOT NULL REFERENCES cell(id),
  PRIMARY KEY (run, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_cell_by_cell ON run_cell (cell);

CREATE TABLE trial (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  block INTEGER NOT NULL,
  sub_block INTEGER NOT NULL,
  twin INTEGER NOT NULL,
  position INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  resumed INTEGER NOT NULL,
  started_at_unix_ns INTEGER NOT NULL,
  makespan_ns INTEGER,
  overlap_ppm INTEGER,
  steal_ns INTEGER,
  throttled_ns INTEGER,
  cpu_pressure_ns INTEGER,
  memory_pressure_ns INTEGER,
  io_pressure_ns INTEGER,
  harness_cpu_ns INTEGER,
  trial_ns INTEGER,
  UNIQUE (run, cell, block, sub_block, twin),
  FOREIGN KEY (run, cell) REFERENCES run_cell(run, ordinal)
) STRICT;

CREATE TABLE worker (
  trial INTEGER NOT NULL REFERENCES trial(id),
  worker INTEGER NOT NULL,
  cpu INTEGER,
  checksum TEXT NOT NULL,
  start_skew_ns INTEGER,
  peak_bytes INTEGER,
  proportional_bytes INTEGER,
  PRIMARY KEY (trial, worker)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
  trial INTEGER NOT NULL,
  worker INTEGER NOT NULL,
  iteration INTEGER NOT NULL,
  phase TEXT NOT NULL,
  wall_ns INTEGER,
  cpu_ns INTEGER,
  user_ns INTEGER,
  system_ns INTEGER,
  minor_faults INTEGER,
  major_faults INTEGER,
  run_delay_ns INTEGER,
  voluntary_switches INTEGER,
  involuntary_switches INTEGER,
  migrations INTEGER,
  PRIMARY KEY (trial, worker, iteration, phase),
  FOREIGN KEY (trial, worker) REFERENCES worker(trial, worker)
) STRICT, WITHOUT ROWID;
)sql";

// The counts as the kernel gave them. Whoever reads them scales them by enabled / running.
constexpr std::string_view perf_counts_of_samples = R"sql(
ALTER TABLE sample ADD COLUMN cycles INTEGER;
ALTER TABLE sample ADD COLUMN instructions INTEGER;
ALTER TABLE sample ADD COLUMN llc_misses INTEGER;
ALTER TABLE sample ADD COLUMN dtlb_misses INTEGER;
ALTER TABLE sample ADD COLUMN stalled_cycles INTEGER;
ALTER TABLE sample ADD COLUMN perf_page_faults INTEGER;
ALTER TABLE sample ADD COLUMN perf_enabled_ns INTEGER;
ALTER TABLE sample ADD COLUMN perf_running_ns INTEGER;
)sql";

// The allocator's own statistics.
constexpr std::string_view allocator_statistics = R"sql(
ALTER TABLE worker ADD COLUMN allocator_allocated_bytes INTEGER;
ALTER TABLE worker ADD COLUMN allocator_resident_bytes INTEGER;
ALTER TABLE worker ADD COLUMN allocator_mapped_bytes INTEGER;
ALTER TABLE worker ADD COLUMN allocator_retained_bytes INTEGER;
)sql";

// The levels of older trials, in columns named after the factors of harness/model/factor_list.hpp.
constexpr std::string_view more_factors = R"sql(
ALTER TABLE cell ADD COLUMN start TEXT NOT NULL DEFAULT 'exec';
ALTER TABLE cell ADD COLUMN huge_pages TEXT NOT NULL DEFAULT 'system';
ALTER TABLE cell ADD COLUMN history TEXT NOT NULL DEFAULT 'fresh';
ALTER TABLE cell ADD COLUMN numa TEXT NOT NULL DEFAULT 'local';

CREATE TABLE run_baseline_level (
  run INTEGER NOT NULL REFERENCES run(id),
  factor TEXT NOT NULL,
  level TEXT NOT NULL,
  PRIMARY KEY (run, factor)
) STRICT, WITHOUT ROWID;
)sql";

// The events that a run names by code: they say what raw_event_1 … are in its samples.
constexpr std::string_view raw_events = R"sql(
ALTER TABLE sample ADD COLUMN raw_event_1 INTEGER;
ALTER TABLE sample ADD COLUMN raw_event_2 INTEGER;
ALTER TABLE sample ADD COLUMN raw_event_3 INTEGER;
ALTER TABLE sample ADD COLUMN raw_event_4 INTEGER;

CREATE TABLE run_event (
  run INTEGER NOT NULL REFERENCES run(id),
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  code INTEGER NOT NULL,
  PRIMARY KEY (run, ordinal)
) STRICT, WITHOUT ROWID;
)sql";

// The memory in huge pages that a worker got. It shows the effect of the factor huge_pages.
constexpr std::string_view huge_pages_left = R"sql(
ALTER TABLE worker ADD COLUMN anon_huge_bytes INTEGER;
)sql";

// More factors, as in more_factors, and whether a worker ran another kernel beside the first worker.
constexpr std::string_view siblings = R"sql(
ALTER TABLE cell ADD COLUMN stack TEXT NOT NULL DEFAULT 'system';
ALTER TABLE cell ADD COLUMN result TEXT NOT NULL DEFAULT 'dropped';
ALTER TABLE cell ADD COLUMN siblings TEXT NOT NULL DEFAULT 'self';
ALTER TABLE cell ADD COLUMN sibling_rate TEXT NOT NULL DEFAULT 'full';
ALTER TABLE worker ADD COLUMN sibling INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worker ADD COLUMN sibling_operations_per_s INTEGER;
ALTER TABLE trial ADD COLUMN sibling_target_per_s INTEGER;
)sql";

// The time in which a replayed layout read its recorded addresses.
constexpr std::string_view null_replay_of_samples = R"sql(
ALTER TABLE sample ADD COLUMN null_replay_ns INTEGER;
)sql";

// The sizes from which each build of an allocator gives memory back, on each machine; and the largest list
// buffers of a run, which are compared with them.
constexpr std::string_view cliff_maps = R"sql(
CREATE TABLE cliff_line (
  id INTEGER PRIMARY KEY,
  machine INTEGER NOT NULL REFERENCES machine(id),
  allocator TEXT NOT NULL,
  version TEXT NOT NULL,
  library_hash TEXT NOT NULL,
  growing INTEGER NOT NULL,
  smallest_bytes INTEGER NOT NULL,
  smallest_pages INTEGER NOT NULL,
  smallest_faults INTEGER NOT NULL,
  to_bytes INTEGER NOT NULL,
  UNIQUE (machine, allocator, library_hash, growing)
) STRICT;

CREATE TABLE cliff (
  line INTEGER NOT NULL REFERENCES cliff_line(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  below_bytes INTEGER NOT NULL,
  below_pages INTEGER NOT NULL,
  below_faults INTEGER NOT NULL,
  above_bytes INTEGER NOT NULL,
  above_pages INTEGER NOT NULL,
  above_faults INTEGER NOT NULL,
  PRIMARY KEY (line, ordinal)
) STRICT, WITHOUT ROWID;

ALTER TABLE run_cell ADD COLUMN buffer_bytes INTEGER;
ALTER TABLE run_cell ADD COLUMN buffer_grows INTEGER;
)sql";

// The blocks that count, and the looks at the widths of intervals. In a run of an older program every block
// before the last was complete when the next one began, so it counts. Whether the last one counts is decided
// when the run is continued.
constexpr std::string_view settled_blocks_and_looks = R"sql(
CREATE TABLE settled_block (
  run INTEGER NOT NULL REFERENCES run(id),
  block INTEGER NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY (run, block)
) STRICT, WITHOUT ROWID;

CREATE INDEX trial_by_block ON trial (run, block);

INSERT INTO settled_block (run, block, standing)
  SELECT DISTINCT run, block, 'counts' FROM trial
  WHERE block < (SELECT max(last.block) FROM trial AS last WHERE last.run = trial.run);

CREATE TABLE look (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(id),
  blocks INTEGER NOT NULL,
  elapsed_seconds REAL NOT NULL,
  widest REAL,
  wanted REAL,
  decision TEXT NOT NULL
) STRICT;
CREATE INDEX look_by_run ON look (run);
)sql";

// The rate of the ticks by which the kernel divides CPU time; NULL for older runs.
constexpr std::string_view tick_rate_of_machines = R"sql(
ALTER TABLE machine ADD COLUMN ticks_per_second INTEGER;
)sql";

// The facts that the kernels and layouts of a run declared. Earlier programs stored no facts: they knew the
// published kernels and layouts by name, and treated every other layout like boxed.
constexpr std::string_view facts_of_runs = R"sql(
CREATE TABLE run_kernel (
  run INTEGER NOT NULL REFERENCES run(id),
  kernel TEXT NOT NULL,
  kind TEXT NOT NULL,
  resource TEXT NOT NULL,
  PRIMARY KEY (run, kernel)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_layout (
  run INTEGER NOT NULL REFERENCES run(id),
  layout TEXT NOT NULL,
  element_objects INTEGER NOT NULL,
  reference_counts INTEGER NOT NULL,
  pointers INTEGER NOT NULL,
  list_buffers INTEGER NOT NULL,
  rehearsed INTEGER NOT NULL,
  taken_suspect TEXT,
  taken_from TEXT,
  PRIMARY KEY (run, layout)
) STRICT, WITHOUT ROWID;

WITH published (kernel, kind, resource) AS (VALUES
  ('null', 'control', 'none'),
  ('sleep', 'control', 'waiting'),
  ('compute', 'control', 'processor'),
  ('fault', 'probe', 'fault rate'),
  ('stream', 'probe', 'copy bandwidth'),
  ('triad', 'probe', 'triad bandwidth'),
  ('stream-slice', 'probe', 'streaming'),
  ('chase', 'probe', 'load latency'),
  ('churn', 'probe', 'none'))
INSERT INTO run_kernel (run, kernel, kind, resource)
  SELECT DISTINCT run_cell.run, cell.kernel, coalesce(kind, 'list'), coalesce(resource, 'none')
  FROM run_cell JOIN cell ON cell.id = run_cell.cell
  LEFT JOIN published ON published.kernel = cell.kernel;

WITH published (layout, objects, counts, pointers, buffers, rehearsed, suspect, taken_from) AS (VALUES
  ('none', 0, 0, 0, 0, 0, NULL, NULL),
  ('contiguous', 0, 0, 0, 1, 0, NULL, NULL),
  ('linked', 1, 0, 1, 0, 0, NULL, NULL),
  ('immortal', 1, 0, 1, 1, 0, 'reference-count writes', 'boxed'),
  ('ghost', 1, 0, 0, 1, 0, 'pointer indirection', 'boxed'),
  ('replay', 1, 1, 1, 1, 1, 'allocator work', 'boxed'),
  ('replay+immortal', 1, 0, 1, 1, 1, 'allocator work', 'immortal'),
  ('replay+ghost', 1, 0, 0, 1, 1, 'allocator work', 'ghost'),
  ('replay+contiguous', 0, 0, 0, 1, 1, 'allocator work', 'contiguous'))
INSERT INTO run_layout (run, layout, element_objects, reference_counts, pointers, list_buffers, rehearsed,
                        taken_suspect, taken_from)
  SELECT DISTINCT run_cell.run, cell.layout, coalesce(objects, 1), coalesce(counts, 1), coalesce(pointers, 1),
                  coalesce(buffers, 1), coalesce(rehearsed, 0), suspect, published.taken_from
  FROM run_cell JOIN cell ON cell.id = run_cell.cell
  LEFT JOIN published ON published.layout = cell.layout;
)sql";

constexpr std::string_view strangers_of_trials = R"sql(
ALTER TABLE trial ADD COLUMN strangers_ns INTEGER;
)sql";

// What was called warm was the mean of all iterations after the first. From which of them on a task repeats
// itself is found when a run is read.
constexpr std::string_view settled_times = R"sql(
UPDATE run SET estimand = 'settled' WHERE estimand = 'warm';
)sql";

// Whether an iteration of a paired trial was alone; NULL in the separate design, which all older runs have.
constexpr std::string_view paired_trials = R"sql(
ALTER TABLE sample ADD COLUMN alone INTEGER;
ALTER TABLE run ADD COLUMN design TEXT NOT NULL DEFAULT 'separate';
)sql";

// Whether another harness may have measured beside the trial; earlier programs did not know.
constexpr std::string_view shared_machine_of_trials = R"sql(
ALTER TABLE trial ADD COLUMN shared_machine INTEGER NOT NULL DEFAULT 0;
)sql";

// What is measured of programs. `unproven`: the names of their processes of which nobody saw who owned
// malloc.
constexpr std::string_view programs = R"sql(
ALTER TABLE worker ADD COLUMN tree_peak_bytes INTEGER;
ALTER TABLE worker ADD COLUMN processes INTEGER;
ALTER TABLE worker ADD COLUMN unproven TEXT;
ALTER TABLE run_layout ADD COLUMN opaque INTEGER NOT NULL DEFAULT 0;
)sql";

// The figures that a run's experiment gives as published.
constexpr std::string_view published_figures = R"sql(
CREATE TABLE run_published (
  run INTEGER NOT NULL REFERENCES run(id),
  ordinal INTEGER NOT NULL,
  workers INTEGER NOT NULL,
  seconds REAL NOT NULL,
  kernel TEXT NOT NULL,
  task TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (run, ordinal, workers)
) STRICT, WITHOUT ROWID;
)sql";

// What sets an allocator beside its name, a line each.
constexpr std::string_view settings_of_builds = R"sql(
ALTER TABLE run_build ADD COLUMN settings TEXT NOT NULL DEFAULT '';
)sql";

// What the user says of a run, and the numbers of runs that were deleted: no later run gets one of them.
constexpr std::string_view notes_and_deleted_runs = R"sql(
ALTER TABLE run ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE TABLE deleted_run (
  run INTEGER PRIMARY KEY,
  trials INTEGER NOT NULL,
  deleted_at_unix_ns INTEGER NOT NULL
) STRICT;
)sql";

// Models beside the programs that they stand for, and what both ask of malloc.
constexpr std::string_view fidelity_pairs = R"sql(
CREATE TABLE run_fidelity (
  run INTEGER NOT NULL REFERENCES run(id),
  ordinal INTEGER NOT NULL,
  model TEXT NOT NULL,
  layout TEXT NOT NULL,
  size INTEGER NOT NULL,
  start_size INTEGER NOT NULL,
  program TEXT NOT NULL,
  variant TEXT NOT NULL,
  start_up TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (run, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_request (
  run INTEGER NOT NULL REFERENCES run(id),
  kernel TEXT NOT NULL,
  layout TEXT NOT NULL,
  size INTEGER NOT NULL,
  function TEXT NOT NULL,
  most_bytes INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (run, kernel, layout, size, function, most_bytes)
) STRICT, WITHOUT ROWID;
)sql";

// Events of other types than those that a run names by their code in the CPU's manual; 4 is PERF_TYPE_RAW.
constexpr std::string_view types_of_events = R"sql(
ALTER TABLE run_event ADD COLUMN type INTEGER NOT NULL DEFAULT 4;
ALTER TABLE run_event ADD COLUMN config1 INTEGER NOT NULL DEFAULT 0;
)sql";

// The node on which a run was begun, and the part of its experiment that it is. Earlier programs did not say
// the one and had no other.
constexpr std::string_view nodes_and_shards = R"sql(
ALTER TABLE run ADD COLUMN node TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN shard INTEGER;
ALTER TABLE run ADD COLUMN shards INTEGER;
ALTER TABLE run ADD COLUMN replicas INTEGER;
ALTER TABLE run ADD COLUMN split TEXT;
)sql";

// What a page tells who has nothing else: which program and which command began a run, what its kernels and
// layouts say that they do, and what its policy arms set.
constexpr std::string_view origins_and_meanings = R"sql(
ALTER TABLE run ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN command TEXT NOT NULL DEFAULT '';
ALTER TABLE run_kernel ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE run_layout ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE run_build ADD COLUMN arm_variables TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::array migrations_in_order = {first_schema,
                                            perf_counts_of_samples,
                                            allocator_statistics,
                                            more_factors,
                                            raw_events,
                                            huge_pages_left,
                                            siblings,
                                            null_replay_of_samples,
                                            cliff_maps,
                                            settled_blocks_and_looks,
                                            tick_rate_of_machines,
                                            facts_of_runs,
                                            strangers_of_trials,
                                            settled_times,
                                            paired_trials,
                                            shared_machine_of_trials,
                                            programs,
                                            published_figures,
                                            settings_of_builds,
                                            notes_and_deleted_runs,
                                            fidelity_pairs,
                                            types_of_events,
                                            nodes_and_shards,
                                            origins_and_meanings};

int file_version(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

}  // namespace

std::span<const std::string_view> store_migrations() { return migrations_in_order; }

int store_version() { return static_cast<int>(migrations_in_order.size()); }

void migrate(SQLite::Database& database, std::span<const std::string_view> migrations) {
  const int newest = static_cast<int>(migrations.size());
  while (file_version(database) < newest) {
    // The version is read again under the write lock, since another process may have migrated meanwhile.
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int version = file_version(database);
    if (version >= newest) return;
    if (version < 0) throw SQLite::Exception(fmt::format("its version is {}", version), SQLITE_CORRUPT);
    database.exec(std::string(migrations[static_cast<std::size_t>(version)]));
    database.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", store_application_id,
                              version + 1));
    transaction.commit();
  }
}

}  // namespace allocscale
