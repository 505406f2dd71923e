#include "harness/store/fact_table.hpp"

#include <string>

#include "harness/store/row.hpp"

namespace allocscale {
namespace {

LayoutFacts read_layout(const Connection& connection, RowReader& row) {
  LayoutFacts layout;
  layout.element_objects = row.next<bool>();
  layout.reference_counts = row.next<bool>();
  layout.pointers = row.next<bool>();
  layout.list_buffers = row.next<bool>();
  layout.rehearsed = row.next<bool>();
  layout.opaque = row.next<bool>();
  const auto suspect = row.next<std::optional<std::string>>();
  const auto from = row.next<std::optional<std::string>>();
  layout.question = row.next<std::string>();
  if (suspect && from) layout.takes_away = {known(connection, *suspect, suspect_of(*suspect)), *from};
  return layout;
}

}  // namespace

void insert_facts(SQLite::Database& database, RunId run, const Facts& facts) {
  SQLite::Statement kernel(
      database, "INSERT INTO run_kernel (run, kernel, kind, resource, question) VALUES (?, ?, ?, ?, ?)");
  for (const auto& [name, of] : facts.kernels)
    execute(kernel, run, name, std::string(kernel_kind_name(of.kind)),
            std::string(resource_name(of.resource)), of.question);
  SQLite::Statement layout(
      database,
      "INSERT INTO run_layout (run, layout, element_objects, reference_counts, pointers, list_buffers, "
      "rehearsed, opaque, taken_suspect, taken_from, question) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& [name, of] : facts.layouts) {
    std::optional<std::string> suspect, from;
    if (of.takes_away) {
      suspect = std::string(suspect_name(of.takes_away->suspect));
      from = of.takes_away->from;
    }
    execute(layout, run, name, of.element_objects, of.reference_counts, of.pointers, of.list_buffers,
            of.rehearsed, of.opaque, suspect, from, of.question);
  }
}

Facts read_facts(const Connection& connection, RunId run) {
  Facts facts;
  SQLite::Statement kernels(connection.database,
                            "SELECT kernel, kind, resource, question FROM run_kernel WHERE run = ?");
  with(kernels, run);
  while (kernels.executeStep()) {
    RowReader row(kernels, {"a kernel of run", run});
    KernelFacts& kernel = facts.kernels[row.next<std::string>()];
    const auto kind = row.next<std::string>();
    const auto resource = row.next<std::string>();
    kernel = {known(connection, kind, kernel_kind_of(kind)),
              known(connection, resource, resource_of(resource)), row.next<std::string>()};
  }
  SQLite::Statement layouts(
      connection.database,
      "SELECT layout, element_objects, reference_counts, pointers, list_buffers, "
      "rehearsed, opaque, taken_suspect, taken_from, question FROM run_layout WHERE run = ?");
  with(layouts, run);
  while (layouts.executeStep()) {
    RowReader row(layouts, {"a layout of run", run});
    const auto name = row.next<std::string>();
    facts.layouts[name] = read_layout(connection, row);
  }
  return facts;
}

}  // namespace allocscale
