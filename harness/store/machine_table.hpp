// A machine's fingerprint as rows, stored once however many runs it has.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "harness/model/machine.hpp"

namespace allocscale {

/// The id of the machine's row, made when missing. Call it in a transaction. Throws SQLite::Exception.
[[nodiscard]] std::int64_t machine_row(SQLite::Database& database, const Machine& machine);

/// The machine with this id, which must exist. Throws SQLite::Exception.
[[nodiscard]] Machine read_machine(SQLite::Database& database, std::int64_t id);

}  // namespace allocscale
