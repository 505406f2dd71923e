#include "harness/store/query.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/joined.hpp"
#include "harness/base/letter_case.hpp"
#include "harness/base/quantity.hpp"
#include "harness/store/connection.hpp"
#include "harness/store/views.hpp"

namespace allocscale {
namespace {

constexpr int longest_value_bytes = 16 << 20;
constexpr int operations_between_looks = 10'000;  // at the clock and at who interrupts

struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalizer>;

std::string quoted_name(const std::string& name) { return '"' + name + '"'; }

std::string names_of(const std::vector<DataColumn>& columns) {
  std::string names;
  for (const DataColumn& column : columns) names += (names.empty() ? "" : ", ") + quoted_name(column.name);
  return names;
}

void bind_value(SQLite::Statement& statement, int at, const DataValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    statement.bind(at, *whole);
  else if (const auto* number = std::get_if<double>(&value))
    statement.bind(at, *number);
  else if (const auto* text = std::get_if<std::string>(&value))
    statement.bind(at, *text);
  else
    statement.bind(at);
}

std::string blob_text(const unsigned char* bytes, int count) {
  std::string text = "x'";
  for (int i = 0; i < count; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text + "'";
}

DataValue value_of(sqlite3_stmt* statement, int column) {
  switch (::sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{::sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return ::sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(::sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(::sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB:
      return blob_text(static_cast<const unsigned char*>(::sqlite3_column_blob(statement, column)),
                       ::sqlite3_column_bytes(statement, column));
    default:
      return {};
  }
}

}  // namespace

struct StoreQuery::Parts {
  Connection connection;
  std::set<std::string> stored;   // the tables of the store, which have numbers where views have names
  std::set<std::string> offered;  // views and tables that may be read
  // Of the statement that is prepared or run.
  std::set<std::string> read = {};
  std::string refused = {};  // why; empty: it is allowed
  std::int64_t deadline_ns = 0;

  [[nodiscard]] sqlite3* handle() const { return connection.database.getHandle(); }

  // Lets this object write: to its temporary tables, since the file is open for reading only.
  template <class Body>
  void write(const Body& body) {
    connection.guard("read", [&] {
      connection.database.exec("PRAGMA query_only = OFF");
      body(connection.database);
      connection.database.exec("PRAGMA query_only = ON");
    });
  }

  // A table of which no column is read tells the number of its rows; SQLite does not say whether a view names
  // it.
  void allow_reading(const char* table, const char* column, const char* within) {
    // Of a view, whose own name was looked at. A common table expression has a name here too.
    if (within != nullptr && offered.contains(lower_case(within))) return;
    const std::string name = lower_case(table == nullptr ? "" : table);
    if (offered.contains(name)) {
      read.insert(name);
      return;
    }
    if (column == nullptr || *column == '\0') return;
    if (stored.contains(name) || name.starts_with("sqlite_") || name.starts_with("pragma_"))
      refused =
          fmt::format("there is no view '{}'; the views are {}", clean_line(name), joined(offered, ", "));
  }

  static int authorize(void* self, int action, const char* first, const char* second, const char*,
                       const char* within) {
    auto& parts = *static_cast<Parts*>(self);
    if (action == SQLITE_READ)
      parts.allow_reading(first, second, within);
    else if (action == SQLITE_FUNCTION && lower_case(second == nullptr ? "" : second) == "load_extension")
      parts.refused = "load_extension() is not allowed";
    else if (action != SQLITE_SELECT && action != SQLITE_RECURSIVE && action != SQLITE_FUNCTION)
      parts.refused = "only a SELECT is answered, nothing that is stored can be changed";
    return parts.refused.empty() ? SQLITE_OK : SQLITE_DENY;
  }

  static int must_stop(void* self) {
    const auto& parts = *static_cast<const Parts*>(self);
    return interrupt_flag() || monotonic_ns() > parts.deadline_ns ? 1 : 0;
  }

  [[noreturn]] void refuse(const std::string& why) { throw RequestError("query: " + clean_line(why)); }

  [[noreturn]] void refuse_wrong() {
    if (!refused.empty()) refuse(refused);
    const std::string why = ::sqlite3_errmsg(handle());
    if (why.starts_with("no such table"))
      refuse(fmt::format("{}; the views are {}", why, joined(offered, ", ")));
    if (why.starts_with("no such column"))
      refuse(why + "; `allocscale query --columns` lists the columns of each view");
    refuse(why);
  }

  // Throws RequestError where it is not one SELECT.
  StatementHandle prepare(const std::string& text) {
    read.clear();
    refused.clear();
    sqlite3_stmt* made = nullptr;
    const char* rest = nullptr;
    const int status =
        ::sqlite3_prepare_v2(handle(), text.data(), static_cast<int>(text.size()), &made, &rest);
    StatementHandle statement(made);
    if (status != SQLITE_OK) refuse_wrong();
    if (!statement) refuse("there is no statement; e.g. allocscale query \"SELECT * FROM runs\"");
    if (::sqlite3_stmt_readonly(statement.get()) == 0)
      refuse("only a SELECT is answered, nothing that is stored can be changed");
    if (::sqlite3_bind_parameter_count(statement.get()) > 0)
      refuse("a parameter ('?', ':name') has no value here");
    sqlite3_stmt* second = nullptr;
    const int after = ::sqlite3_prepare_v2(handle(), rest, static_cast<int>(text.data() + text.size() - rest),
                                           &second, nullptr);
    const StatementHandle none(second);
    if (after != SQLITE_OK || none) refuse("one statement at a time");
    return statement;
  }

  [[noreturn]] void fail(int status, double seconds) {
    const int kind = status & 0xff;
    if (kind == SQLITE_INTERRUPT && interrupt_flag()) throw Interrupted();
    if (kind == SQLITE_INTERRUPT)
      throw SetupError(fmt::format("query: not done after {}; narrow it, or give it more with --time-limit",
                                   format_span(seconds)));
    if (kind == SQLITE_NOMEM)
      throw SetupError(fmt::format("query: it needs more than {} of memory; narrow it with WHERE or LIMIT",
                                   format_bytes(static_cast<double>(query_memory_bytes))));
    if (kind == SQLITE_ERROR || kind == SQLITE_TOOBIG || kind == SQLITE_MISMATCH) refuse_wrong();
    throw SQLite::Exception(handle(), status);
  }

  void step_all(sqlite3_stmt* statement, double seconds, const Reader& reader) {
    const int columns = ::sqlite3_column_count(statement);
    std::vector<std::string> names;
    for (int i = 0; i < columns; ++i) names.emplace_back(::sqlite3_column_name(statement, i));
    reader.head(names);
    std::vector<DataValue> row(static_cast<std::size_t>(columns));
    for (;;) {
      const int status = ::sqlite3_step(statement);
      if (status == SQLITE_DONE) return;
      if (status != SQLITE_ROW) fail(status, seconds);
      for (int i = 0; i < columns; ++i) row[static_cast<std::size_t>(i)] = value_of(statement, i);
      if (!reader.row(row)) return;
    }
  }
};

StoreQuery::StoreQuery(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoreQuery::StoreQuery(StoreQuery&&) noexcept = default;
StoreQuery& StoreQuery::operator=(StoreQuery&&) noexcept = default;
StoreQuery::~StoreQuery() = default;

StoreQuery StoreQuery::open(const std::filesystem::path& path, std::optional<RunId> run) {
  StoreQuery query(std::unique_ptr<Parts>(new Parts{connect_for_reading(path), {}, {}}));
  Parts& parts = *query.parts_;
  parts.connection.guard("read", [&] {
    SQLite::Statement tables(parts.connection.database,
                             "SELECT name FROM sqlite_master WHERE type = 'table'");
    while (tables.executeStep()) parts.stored.insert(lower_case(tables.getColumn(0).getString()));
  });
  parts.write([&](SQLite::Database& database) {
    database.exec("PRAGMA temp_store = MEMORY");
    for (const StoredView& view : stored_views()) {
      database.exec(fmt::format("CREATE TEMP VIEW {} ({}) AS {}{}", quoted_name(view.table.name),
                                names_of(view.table.columns), view.select,
                                run ? fmt::format(" WHERE run.id = {}", *run) : ""));
      parts.offered.insert(view.table.name);
    }
  });
  ::sqlite3_limit(parts.handle(), SQLITE_LIMIT_LENGTH, longest_value_bytes);
  ::sqlite3_limit(parts.handle(), SQLITE_LIMIT_ATTACHED, 0);
  return query;
}

void StoreQuery::add(const DataTable& table) {
  ::sqlite3_set_authorizer(parts_->handle(), nullptr, nullptr);
  parts_->write([&](SQLite::Database& database) {
    database.exec(fmt::format("CREATE TEMP TABLE IF NOT EXISTS {} ({})", quoted_name(table.name),
                              names_of(table.columns)));
    parts_->offered.insert(table.name);
    std::string places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ", ?";
    SQLite::Statement insert(database,
                             fmt::format("INSERT INTO {} VALUES ({})", quoted_name(table.name), places));
    for (const std::vector<DataValue>& row : table.rows) {
      insert.tryReset();
      for (std::size_t i = 0; i < row.size(); ++i) bind_value(insert, static_cast<int>(i) + 1, row[i]);
      insert.exec();
    }
  });
}

std::vector<std::string> StoreQuery::tables_read(const std::string& statement) {
  ::sqlite3_set_authorizer(parts_->handle(), &Parts::authorize, parts_.get());
  static_cast<void>(parts_->prepare(statement));
  return {parts_->read.begin(), parts_->read.end()};
}

void StoreQuery::ask(const std::string& statement, double seconds, const Reader& reader) {
  Parts& parts = *parts_;
  parts.connection.guard("read", [&] {
    ::sqlite3_set_authorizer(parts.handle(), &Parts::authorize, &parts);
    const StatementHandle prepared = parts.prepare(statement);
    parts.deadline_ns = monotonic_ns_in(seconds);
    ::sqlite3_hard_heap_limit64(query_memory_bytes);
    ::sqlite3_progress_handler(parts.handle(), operations_between_looks, &Parts::must_stop, &parts);
    parts.step_all(prepared.get(), seconds, reader);
  });
}

}  // namespace allocscale
