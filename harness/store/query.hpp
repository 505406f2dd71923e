// Answers SQL statements of users over the views of a store. Nothing that is stored can be changed by them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/data_table.hpp"
#include "harness/store/run.hpp"

namespace allocscale {

/// The memory that SQLite may take for a query, by which an endless one ends too.
inline constexpr std::int64_t query_memory_bytes = std::int64_t{1} << 30;

/// One open store, asked by SELECT statements. The file is opened for reading only, and only the views of
/// stored_views() and the tables that were declared can be named; an authorizer refuses all else.
class StoreQuery {
 public:
  /// Opens the store; with a run, the views have its rows only. Throws as Store::open_read_only().
  [[nodiscard]] static StoreQuery open(const std::filesystem::path& path, std::optional<RunId> run);

  StoreQuery(StoreQuery&&) noexcept;
  StoreQuery& operator=(StoreQuery&&) noexcept;
  ~StoreQuery();

  /// Makes a table, for this object only, of these columns and rows; or adds the rows to it where it is
  /// there.
  void add(const DataTable& table);

  /// The views and tables that the statement reads. Throws RequestError, one line, for a statement that is no
  /// SELECT, for several, and for a wrong one.
  [[nodiscard]] std::vector<std::string> tables_read(const std::string& statement);

  /// Who takes the answer.
  struct Reader {
    std::function<void(const std::vector<std::string>& columns)> head;
    std::function<bool(const std::vector<DataValue>& row)> row;  // false: no more
  };

  /// Runs the statement for at most `seconds`. Throws RequestError as tables_read(), and for a value that
  /// cannot be computed; SetupError when the time or the memory is used up; Interrupted once interrupt_flag()
  /// is set.
  void ask(const std::string& statement, double seconds, const Reader& reader);

 private:
  struct Parts;
  explicit StoreQuery(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace allocscale
