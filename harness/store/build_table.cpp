#include "harness/store/build_table.hpp"

#include <string>

#include "harness/store/row.hpp"
#include "harness/store/text_lines.hpp"

namespace allocscale {
namespace {

std::int64_t build_row(SQLite::Database& database, const AllocatorBuild& build) {
  SQLite::Statement insert(database,
                           "INSERT INTO allocator_build (name, version, library_path, library_hash, "
                           "binary_hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  execute(insert, build.name, build.version, build.library_path, build.library_hash, build.binary_hash);
  SQLite::Statement find(database,
                         "SELECT id FROM allocator_build WHERE name = ? AND version = ? "
                         "AND library_path = ? AND library_hash = ? AND binary_hash = ?");
  with(find, build.name, build.version, build.library_path, build.library_hash, build.binary_hash)
      .executeStep();
  return find.getColumn(0).getInt64();
}

}  // namespace

void insert_builds(SQLite::Database& database, RunId run, std::span<const AllocatorBuild> builds) {
  SQLite::Statement build(database,
                          "INSERT INTO run_build (run, ordinal, allocator_build, settings, arm_variables) "
                          "VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < builds.size(); ++i)
    execute(build, run, i, build_row(database, builds[i]), joined_lines(builds[i].settings),
            joined_lines(builds[i].arm_variables));
}

std::vector<AllocatorBuild> read_builds(SQLite::Database& database, RunId run) {
  SQLite::Statement query(
      database,
      "SELECT name, version, library_path, library_hash, binary_hash, settings, arm_variables "
      "FROM run_build JOIN allocator_build ON allocator_build.id = "
      "run_build.allocator_build WHERE run = ? ORDER BY ordinal");
  std::vector<AllocatorBuild> builds;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a build of run", run});
    AllocatorBuild& build = builds.emplace_back();
    build.name = row.next<std::string>();
    build.version = row.next<std::string>();
    build.library_path = row.next<std::string>();
    build.library_hash = row.next<std::string>();
    build.binary_hash = row.next<std::string>();
    build.settings = split_lines(row.next<std::string>());
    build.arm_variables = split_lines(row.next<std::string>());
  }
  return builds;
}

}  // namespace allocscale
