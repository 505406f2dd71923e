// The store's schema, as the list of migrations that build it.
#pragma once

#include <span>
#include <string_view>

namespace SQLite {
class Database;
}

namespace allocscale {

/// "alsc": SQLite's application_id in every store.
inline constexpr int store_application_id = 0x616c7363;

/// SQL texts in order; text i takes a file from user_version i to i + 1. A text that was ever released is
/// never edited: a change of the schema is one more text at the end.
[[nodiscard]] std::span<const std::string_view> store_migrations();

/// The version that this program reads and writes.
[[nodiscard]] int store_version();

/// Applies the migrations that the file has not seen, each in a transaction of its own, and leaves a file
/// that has seen them all (or more) alone. Safe against another process that does the same. Throws
/// SQLite::Exception; the file then stays at the last version reached. A prefix of store_migrations() makes
/// an old store.
void migrate(SQLite::Database& database, std::span<const std::string_view> migrations);

}  // namespace allocscale
