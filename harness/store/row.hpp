// C++ values to SQLite's and back, in column order: absent is NULL, a 64-bit seed keeps its bits.
#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/metric.hpp"

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

/// The columns of a statement's current row, from left to right.
class RowReader {
 public:
  explicit RowReader(const SQLite::Statement& statement) : statement_(statement) {}

  template <class Value>
  [[nodiscard]] Value next() {
    Value value{};
    read(value);
    return value;
  }

 private:
  template <std::integral Value>
  void read(Value& value) {
    value = static_cast<Value>(statement_.getColumn(at_++).getInt64());
  }
  void read(double& value) { value = statement_.getColumn(at_++).getDouble(); }
  void read(std::string& value) { value = statement_.getColumn(at_++).getString(); }
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

  const SQLite::Statement& statement_;
  int at_ = 0;
};

}  // namespace allocscale
