#include "tests/unit/store/planted.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "harness/base/shuffle.hpp"

namespace allocscale::testing {
namespace {

// One value in four is absent, one in four is 0: the two must not be mixed up.
template <class Metric, std::size_t Count>
void plant(Readings<Metric, Count>& readings, SplitMix64& random) {
  for (std::size_t i = 0; i < Count; ++i) {
    const std::uint64_t kind = random.below(4);
    if (kind == 1) readings.at(i) = 0;
    if (kind > 1) readings.at(i) = static_cast<std::int64_t>(random.next() >> 2);  // what a store may hold
  }
}

}  // namespace

Machine planted_machine(bool bare) {
  Machine m;
  m.cpu_model = "AMD EPYC 'Rome'";
  m.cpus = 2;
  m.cores = 2;
  m.packages = 1;
  m.numa_nodes = 1;
  m.memory_bytes = 25'000'000'000;
  m.kernel = "6.1.0";
  m.libc = "glibc 2.36";
  m.compiler = "GNU 12.2.0";
  if (bare) return m;
  m.smt = false;
  m.caches = {{1, "Data", 32768, 1}, {3, "Unified", 16'777'216, 2}};
  m.huge_pages = "madvise";
  m.overcommit = 0;
  m.governor = "performance";
  m.hypervisor = "KVM";
  m.cgroup_memory_bytes = 8'000'000'000;
  m.cgroup_cpus = 1.1;
  m.ticks_per_second = 250;
  return m;
}

RunHead planted_head() {
  RunHead head;
  head.spec_key = "quick kernels=concat binaries=ab12";
  head.run.experiment = "quick";
  head.run.question = "Does concat lose?\nWith \"which\" allocator? – µs";
  head.run.estimand = Estimand::cold;
  head.run.design = Design::paired;
  head.run.baseline = {"boxed", "glibc"};
  head.run.margin = 0.1 + 0.2;  // not 0.3: every bit must come back
  head.run.blocks_wanted = 5;
  head.run.seed = 0xfedcba9876543210;
  head.run.capacity = 2;
  head.run.machine = planted_machine();
  for (const char* allocator : {"glibc", "mimalloc"})
    for (const int workers : {1, 2})
      head.run.cells.push_back({"concat", "boxed", allocator, 40'000, workers, 5, Placement::no_smt});
  head.run.buffers = {LargestBuffer{320'000, BufferUse::growing}, std::nullopt,
                      LargestBuffer{5, BufferUse::repeated}, std::nullopt};
  head.run.builds = {{"mimalloc", "2.0.9", "/usr/lib/libmimalloc.so", "aa", "bb"},
                     {"glibc", "2.36", "/lib/libc.so.6", "cc", "dd"}};
  head.run.builds[1].arm_variables = {"A=1 2", "B="};
  head.run.program = "allocscale 1.2.3, commit 0123abc";
  head.run.command = "allocscale run 'a b'";
  head.run.asked_events = {{"loads", {.config = 0x1d0}},
                           {"all", {.type = PERF_TYPE_HW_CACHE, .config = ~std::uint64_t{0}, .config1 = 7}}};
  LayoutFacts boxed;
  boxed.element_objects = boxed.pointers = boxed.rehearsed = true;
  boxed.takes_away = TakenAway{Suspect::indirection, "another"};
  boxed.question = "An object for \"each\" element.";
  head.run.facts.layouts = {{"boxed", boxed}};
  head.run.facts.kernels = {{"concat", {KernelKind::probe, Resource::load_latency, "t = t + [j]"}}};
  head.run.published = {{"concat", "t = t + [j]", "a \"desktop\"", {1, 2}, {0.1 + 0.2, 7}},
                        {"concat", "t = t + [j]", "a server", {1, 2, 5}, {1, 1.5, 2}}};
  head.run.fidelity = {{"copy", "pyboxed", 1'000'000, 1, "py-copy", "N=1", "nothing", {"a \"b\"", "c\\n"}},
                       {"sqrt", "boxed", 7, 2, "py-sqrt", "N=2", "nothing", {}}};
  head.run.counted = {
      {"copy", "pyboxed", 7, {{"free", 0, 3, 0}, {"malloc", 32, 5, 140}}},
      {"py-copy", "N=1", 0, {{"realloc", std::uint64_t{1} << 62, 1, std::uint64_t{1} << 62}}}};
  head.started_at_unix_ns = 1'700'000'000'123'456'789;
  return head;
}

std::vector<PlannedTrial> planted_places(int blocks) {
  std::vector<PlannedTrial> places;
  for (int block = 0; block < blocks; ++block)
    for (int position = 0; position < 5; ++position) {
      PlannedTrial place;
      place.twin = position == 4;
      place.cell = place.twin ? 0 : static_cast<std::size_t>(position);
      place.block = block;
      place.sub_block = block % 2;
      place.position = position;
      place.seed = derive_seed(0xfedcba9876543210, places.size());
      places.push_back(place);
    }
  return places;
}

TrialResult planted_result(const PlannedTrial& place) {
  SplitMix64 random(place.seed);
  TrialResult result;
  result.outcome = Outcome::complete;
  result.shared_machine = place.position == 1;
  plant(result.readings, random);
  for (int number = 0; number < 2; ++number) {
    WorkerResult& worker = result.workers.emplace_back();
    worker.sibling = number == 1;
    worker.worker = number;
    if (random.below(2) == 0) worker.cpu = number;
    worker.checksum = fmt::format("{:016x}", random.next());
    plant(worker.readings, random);
    for (int iteration = 0; iteration < 5; ++iteration)
      for (const Phase phase : {Phase::build, Phase::operate, Phase::teardown}) {
        Sample& sample = worker.samples.emplace_back();
        sample.worker = number;
        sample.iteration = iteration;
        sample.phase = phase;
        if (const std::uint64_t kind = random.below(3); kind > 0) sample.alone = kind == 1;
        plant(sample.readings, random);
      }
  }
  return result;
}

std::string first_wrong_trial(Store& store, RunId run) {
  for (const StoredTrial& trial : store.load(run).trials)
    if (trial.result != planted_result(trial.planned))
      return fmt::format("trial {} of block {}: {} workers, {} samples of the first", trial.id,
                         trial.planned.block, trial.result.workers.size(),
                         trial.result.workers.empty() ? 0 : trial.result.workers[0].samples.size());
  return {};
}

std::string integrity(const std::filesystem::path& path) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE, 5000);
  const std::string verdict = database.execAndGet("PRAGMA integrity_check").getString();
  SQLite::Statement orphans(database, "PRAGMA foreign_key_check");
  return orphans.executeStep() ? "rows without their parents" : verdict;
}

std::int64_t number(const std::filesystem::path& path, const std::string& sql) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE, 5000);
  return database.execAndGet(sql).getInt64();
}

}  // namespace allocscale::testing
