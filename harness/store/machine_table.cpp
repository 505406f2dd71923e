#include "harness/store/machine_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {
namespace {

void insert_caches(SQLite::Database& database, std::int64_t machine, const std::vector<Cache>& caches) {
  SQLite::Statement insert(database,
                           "INSERT INTO machine_cache (machine, ordinal, level, "
                           "type, bytes, shared_by_cpus) VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < caches.size(); ++i)
    execute(insert, machine, i, caches[i].level, caches[i].type, caches[i].bytes, caches[i].shared_by_cpus);
}

std::vector<Cache> read_caches(SQLite::Database& database, std::int64_t machine) {
  SQLite::Statement query(
      database,
      "SELECT level, type, bytes, shared_by_cpus FROM machine_cache WHERE machine = ? ORDER BY ordinal");
  std::vector<Cache> caches;
  with(query, machine);
  while (query.executeStep()) {
    RowReader row(query, {"a cache of machine", machine});
    Cache& cache = caches.emplace_back();
    cache.level = row.next<int>();
    cache.type = row.next<std::string>();
    cache.bytes = row.next<std::int64_t>();
    cache.shared_by_cpus = row.next<int>();
  }
  return caches;
}

}  // namespace

std::optional<std::int64_t> find_machine(SQLite::Database& database, const Machine& machine) {
  Machine before = machine;
  before.ticks_per_second.reset();
  SQLite::Statement find(database, "SELECT id FROM machine WHERE key IN (?1, ?2) ORDER BY key = ?1 DESC");
  if (!with(find, machine_key(machine), machine_key(before)).executeStep()) return std::nullopt;
  return find.getColumn(0).getInt64();
}

std::int64_t machine_row(SQLite::Database& database, const Machine& m) {
  const std::string key = machine_key(m);
  if (const auto found = find_machine(database, m)) {
    // The tick rate is fixed when a kernel is built, and the kernel's release is in the key: an older row
    // without a tick rate had the same one.
    SQLite::Statement learn(database,
                            "UPDATE machine SET key = ?1, ticks_per_second = ?3 WHERE id = ?2 AND key != ?1");
    execute(learn, key, *found, m.ticks_per_second);
    return *found;
  }
  SQLite::Statement insert(
      database,
      "INSERT INTO machine (key, cpu_model, cpus, cores, packages, numa_nodes, smt, memory_bytes, kernel, "
      "libc, compiler, huge_pages, overcommit, governor, hypervisor, cgroup_memory_bytes, cgroup_cpus, "
      "ticks_per_second) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  execute(insert, key, m.cpu_model, m.cpus, m.cores, m.packages, m.numa_nodes, m.smt, m.memory_bytes,
          m.kernel, m.libc, m.compiler, m.huge_pages, m.overcommit, m.governor, m.hypervisor,
          m.cgroup_memory_bytes, m.cgroup_cpus, m.ticks_per_second);
  const std::int64_t id = database.getLastInsertRowid();
  insert_caches(database, id, m.caches);
  return id;
}

Machine read_machine(SQLite::Database& database, std::int64_t id) {
  SQLite::Statement query(database,
                          "SELECT cpu_model, cpus, cores, packages, numa_nodes, smt, memory_bytes, "
                          "kernel, libc, compiler, huge_pages, overcommit, governor, hypervisor, "
                          "cgroup_memory_bytes, cgroup_cpus, ticks_per_second FROM machine WHERE id = ?");
  const RowName name = {"machine", id};
  step_to_row(with(query, id), name);
  RowReader row(query, name);
  Machine m;
  m.cpu_model = row.next<std::string>();
  m.cpus = row.next<int>();
  m.cores = row.next<int>();
  m.packages = row.next<int>();
  m.numa_nodes = row.next<int>();
  m.smt = row.next<std::optional<bool>>();
  m.memory_bytes = row.next<std::int64_t>();
  m.kernel = row.next<std::string>();
  m.libc = row.next<std::string>();
  m.compiler = row.next<std::string>();
  m.huge_pages = row.next<std::optional<std::string>>();
  m.overcommit = row.next<std::optional<int>>();
  m.governor = row.next<std::optional<std::string>>();
  m.hypervisor = row.next<std::optional<std::string>>();
  m.cgroup_memory_bytes = row.next<std::optional<std::int64_t>>();
  m.cgroup_cpus = row.next<std::optional<double>>();
  m.ticks_per_second = row.next<std::optional<int>>();
  m.caches = read_caches(database, id);
  return m;
}

}  // namespace allocscale
