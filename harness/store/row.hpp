// C++ values to SQLite's and back, in column order: absent is NULL, a 64-bit seed keeps its bits.
#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "harness/model/metric.hpp"
#include "harness/store/wrong_value.hpp"

namespace allocscale {

/// ", wall_ns, cpu_ns, …" for every metric of a table in harness/model/metric.hpp.
template <class MetricTable>
[[nodiscard]] std::string metric_columns(const MetricTable& metrics) {
  std::string columns;
  for (const MetricInfo& metric : metrics) columns += ", " + std::string(metric.name);
  return columns;
}

/// ", ?, ?, …", one for every metric.
template <class MetricTable>
[[nodiscard]] std::string metric_places(const MetricTable& metrics) {
  std::string places;
  for (std::size_t i = 0; i < metrics.size(); ++i) places += ", ?";
  return places;
}

template <std::integral Value>
void bind_next(SQLite::Statement& statement, int& at, Value value) {
  statement.bind(at++, static_cast<std::int64_t>(value));
}
inline void bind_next(SQLite::Statement& statement, int& at, double value) { statement.bind(at++, value); }
inline void bind_next(SQLite::Statement& statement, int& at, const std::string& value) {
  statement.bind(at++, value);
}
template <class Value>
void bind_next(SQLite::Statement& statement, int& at, const std::optional<Value>& value) {
  if (value)
    bind_next(statement, at, *value);
  else
    statement.bind(at++);
}
template <class Metric, std::size_t Count>
void bind_next(SQLite::Statement& statement, int& at, const Readings<Metric, Count>& readings) {
  for (std::size_t column = 0; column < Count; ++column) bind_next(statement, at, readings.at(column));
}

inline void bind_next(SQLite::Statement& statement, int& at, const std::vector<std::string>& values) {
  for (const std::string& value : values) bind_next(statement, at, value);
}

/// Sets the statement's parameters from the first on, ready for its first step, whatever became of its last
/// use.
template <class... Values>
SQLite::Statement& with(SQLite::Statement& statement, const Values&... values) {
  statement.tryReset();
  int at = 1;
  (bind_next(statement, at, values), ...);
  return statement;
}

/// Runs a statement that gives no rows. Returns how many it changed.
template <class... Values>
int execute(SQLite::Statement& statement, const Values&... values) {
  return with(statement, values...).exec();
}

/// The columns of a statement's current row, from left to right. Whatever reads a value throws WrongValue
/// where the column holds no such value: another type, a number below 0, a 32-bit one above most_counted, a
/// 64-bit one above most_measured, or one that is not finite.
class RowReader {
 public:
  static constexpr std::int64_t most_counted = 1'000'000;  // workers, blocks, iterations, CPUs
  static constexpr std::int64_t most_measured = std::int64_t{1} << 62;

  RowReader(const SQLite::Statement& statement, const RowName& row) : statement_(statement), row_(row) {}

  template <class Value>
  [[nodiscard]] Value next() {
    Value value{};
    read(value);
    return value;
  }

  /// A number of which there is at least one.
  template <std::integral Value>
  [[nodiscard]] Value next_positive() {
    return static_cast<Value>(integer(1, most_of<Value>()));
  }

  /// 64 bits that are no number: a seed, the code of an event.
  [[nodiscard]] std::uint64_t next_bits() {
    return static_cast<std::uint64_t>(integer(INT64_MIN, INT64_MAX));
  }

  /// An index below `end`.
  [[nodiscard]] std::size_t next_index(std::size_t end) {
    return static_cast<std::size_t>(integer(0, static_cast<std::int64_t>(end) - 1));
  }

 private:
  template <std::integral Value>
  static constexpr std::int64_t most_of() {
    if constexpr (std::is_same_v<Value, bool>) return 1;
    return sizeof(Value) < sizeof(std::int64_t) ? most_counted : most_measured;
  }

  std::int64_t integer(std::int64_t least, std::int64_t most) {
    const SQLite::Column column = statement_.getColumn(at_);
    const std::int64_t value = column.getInt64();
    if (!column.isInteger() || value < least || value > most) refuse_value(statement_, at_, row_);
    ++at_;
    return value;
  }

  template <std::integral Value>
  void read(Value& value) {
    value = static_cast<Value>(integer(0, most_of<Value>()));
  }
  void read(double& value) {
    const SQLite::Column column = statement_.getColumn(at_);
    value = column.getDouble();
    if (!column.isFloat() || !std::isfinite(value) || value < 0) refuse_value(statement_, at_, row_);
    ++at_;
  }
  void read(std::string& value) {
    const SQLite::Column column = statement_.getColumn(at_);
    if (!column.isText()) refuse_value(statement_, at_, row_);
    value = column.getString();
    ++at_;
  }
  template <class Value>
  void read(std::optional<Value>& value) {
    if (statement_.getColumn(at_).isNull())
      ++at_;
    else
      read(value.emplace());
  }
  template <class Metric, std::size_t Count>
  void read(Readings<Metric, Count>& readings) {
    for (std::size_t column = 0; column < Count; ++column) read(readings.at(column));
  }
  // The difference of two counters of the kernel is below 0 where a machine put one back.
  void read(TrialReadings& readings) {
    for (std::size_t column = 0; column < readings.size; ++column)
      if (statement_.getColumn(at_).isNull())
        ++at_;
      else
        readings.at(column) = integer(-most_measured, most_measured);
  }

  const SQLite::Statement& statement_;
  RowName row_;
  int at_ = 0;
};

}  // namespace allocscale
