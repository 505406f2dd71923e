// A machine's fingerprint as rows, stored once however many runs it has.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>

#include "harness/model/machine.hpp"

namespace allocscale {

/// The id of the machine's row, if it has one: a row that is equal, or a row of the same machine that
/// an older program stored without a tick rate. Throws SQLite::Exception.
[[nodiscard]] std::optional<std::int64_t> find_machine(SQLite::Database& database, const Machine& machine);

/// The id of the machine's row, inserted when missing; the tick rate is added to a row that lacks it. Call it
/// in a transaction. Throws SQLite::Exception.
[[nodiscard]] std::int64_t machine_row(SQLite::Database& database, const Machine& machine);

/// The machine with this id, which must exist. Throws SQLite::Exception.
[[nodiscard]] Machine read_machine(SQLite::Database& database, std::int64_t id);

}  // namespace allocscale
