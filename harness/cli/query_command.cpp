#include "harness/cli/query_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "harness/attribution/attribution.hpp"
#include "harness/base/contains.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/cli/print.hpp"
#include "harness/conduct/asked_demand.hpp"
#include "harness/launch/discovery.hpp"
#include "harness/report/component_table.hpp"
#include "harness/report/data_page.hpp"
#include "harness/report/estimate_table.hpp"
#include "harness/report/terminal.hpp"
#include "harness/store/query.hpp"
#include "harness/store/views.hpp"
#include "harness/store/wanted_run.hpp"

namespace allocscale {
namespace {

constexpr std::size_t longest_statement = 1 << 20;

DataPage page_of(const QueryRequest& request) {
  return DataPage(request.format, detect_terminal(STDOUT_FILENO),
                  [](std::string_view text) { print_as_is(text); });
}

int print_columns(const QueryRequest& request) {
  std::vector<DataTable> tables;
  for (const StoredView& view : stored_views()) tables.push_back(view.table);
  tables.push_back(estimate_table());
  tables.push_back(component_table());
  if (request.format == "table") {
    print_page(column_text(tables, detect_terminal(STDOUT_FILENO)));
    return 0;
  }
  const DataTable list = column_list(tables);
  DataPage page = page_of(request);
  std::vector<std::string> names;
  for (const DataColumn& column : list.columns) names.push_back(column.name);
  page.head(names);
  for (const std::vector<DataValue>& row : list.rows) (void)page.row(row);
  page.end();
  return 0;
}

std::string read_standard_input() {
  std::string text;
  char buffer[4096];
  for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) {
    text.append(buffer, count);
    if (text.size() > longest_statement)
      throw RequestError(fmt::format("query: a statement has at most {} bytes", longest_statement));
  }
  if (interrupt_flag()) throw Interrupted();
  return text;
}

// Fills in what the analysis gives, where the statement reads it: the runs are loaded one after the other.
void add_derived(StoreQuery& query, const std::vector<std::string>& read, const QueryRequest& request,
                 const Places& places) {
  const DataTable estimates = estimate_table();
  const DataTable components = component_table();
  const bool with_estimates = contains(read, estimates.name);
  const bool with_components = contains(read, components.name);
  if (!with_estimates && !with_components) return;
  Catalog catalog;
  if (with_components) catalog = discover_runners(places.runners);
  Store store = Store::open_read_only(request.store);
  std::vector<RunSummary> runs = store.runs();
  std::reverse(runs.begin(), runs.end());  // as they were begun
  for (const RunSummary& run : runs) {
    if (request.run && run.id != *request.run) continue;
    if (interrupt_flag()) throw Interrupted();
    const Dataset dataset = store.load(run.id);
    if (with_estimates) {
      DataTable table = estimates;
      add_estimates(analyse(dataset), table);
      query.add(table);
    }
    if (with_components) {
      DataTable table = components;
      add_components(dataset, attribute(dataset, declared_work_of(catalog)), table);
      query.add(table);
    }
  }
}

}  // namespace

int query(const QueryRequest& request, const Places& places) {
  if (request.columns) return print_columns(request);
  watch_for_interrupt();
  DataPage page = page_of(request);
  const std::string statement = request.statement == "-" ? read_standard_input() : request.statement;
  if (request.run) require_stored(request.store, {*request.run});
  StoreQuery query = StoreQuery::open(request.store, request.run);
  query.add(estimate_table());
  query.add(component_table());
  add_derived(query, query.tables_read(statement), request, places);
  query.ask(statement, request.time_limit_seconds,
            {[&](const std::vector<std::string>& columns) { page.head(columns); },
             [&](const std::vector<DataValue>& row) { return page.row(row) && std::ferror(stdout) == 0; }});
  page.end();
  return 0;
}

}  // namespace allocscale
