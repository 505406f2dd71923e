#include "harness/store/published_table.hpp"

#include <optional>
#include <string>

#include "harness/store/row.hpp"

namespace allocscale {

void insert_published(SQLite::Database& database, RunId run, const std::vector<PublishedFigures>& published) {
  SQLite::Statement insert(
      database,
      "INSERT INTO run_published (run, ordinal, workers, seconds, kernel, task, source) VALUES (?, ?, ?, ?, "
      "?, ?, ?)");
  for (std::size_t i = 0; i < published.size(); ++i)
    for (std::size_t j = 0; j < published[i].workers.size(); ++j)
      execute(insert, run, i, published[i].workers[j], published[i].seconds[j], published[i].kernel,
              published[i].task, published[i].source);
}

std::vector<PublishedFigures> read_published(const Connection& connection, RunId run) {
  SQLite::Statement query(
      connection.database,
      "SELECT ordinal, workers, seconds, kernel, task, source FROM run_published WHERE run "
      "= ? ORDER BY ordinal, workers");
  std::vector<PublishedFigures> published;
  std::optional<std::int64_t> last;
  with(query, run);
  while (query.executeStep()) {
    RowReader row(query, {"a published figure of run", run});
    const auto ordinal = row.next<std::int64_t>();
    if (last != ordinal) published.emplace_back();
    last = ordinal;
    PublishedFigures& figures = published.back();
    figures.workers.push_back(row.next_positive<int>());
    figures.seconds.push_back(row.next<double>());
    figures.kernel = row.next<std::string>();
    figures.task = row.next<std::string>();
    figures.source = row.next<std::string>();
  }
  return published;
}

}  // namespace allocscale
