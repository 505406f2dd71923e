// A machine's fingerprint as rows, stored once however many runs it has.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>

#include "harness/model/machine.hpp"

namespace allocscale {

/// The id of the machine's row, if it has one: its own, or the one of a store from before tick rates were
/// kept, which is the same machine. Throws SQLite::Exception.
[[nodiscard]] std::optional<std::int64_t> find_machine(SQLite::Database& database, const Machine& machine);

/// The id of the machine's row, made when missing; a row from before learns the tick rate. Call it in a
/// transaction. Throws SQLite::Exception.
[[nodiscard]] std::int64_t machine_row(SQLite::Database& database, const Machine& machine);

/// The machine with this id, which must exist. Throws SQLite::Exception.
[[nodiscard]] Machine read_machine(SQLite::Database& database, std::int64_t id);

}  // namespace allocscale
