// Opens a store file, or refuses it with an error of one line if it cannot be a store of this program.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "harness/base/error.hpp"
#include "harness/store/failure.hpp"
#include "harness/store/file_identity.hpp"
#include "harness/store/wrong_value.hpp"

namespace allocscale {

struct Connection {
  std::filesystem::path path;
  SQLite::Database database;
  // Of a store that is written to: the database, its write-ahead log and the index of that.
  std::vector<FileIdentity> files = {};

  /// Runs `body`, turning an SQLite error or a WrongValue into a SetupError that names the file. `doing` is
  /// "open", "read", "write" or "back up". Throws as require_in_place() too.
  template <class Body>
  auto guard(const std::string& doing, const Body& body) {
    try {
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        require_in_place();
      } else {
        auto result = body();
        require_in_place();
        return result;
      }
    } catch (const SQLite::Exception& error) {
      require_in_place();
      throw SetupError(failure_line(path, doing, error));
    } catch (const WrongValue& wrong) {
      throw SetupError(damage_line(path, wrong.what()));
    }
  }

  /// Throws SetupError where one of `files` was removed, moved or replaced. SQLite does not notice, and all
  /// that it stores would be lost at its end; so everything that is stored is first copied into a new file
  /// beside `path`, which the error names.
  void require_in_place();
};

/// The value of a stored word; SetupError for one of an enum that this program does not have: the file was
/// edited or damaged.
template <class Value>
Value known(const Connection& connection, const std::string& word, const std::optional<Value>& value) {
  if (!value) throw SetupError(damage_line(connection.path, fmt::format("unknown word '{}'", word)));
  return *value;
}

/// See Store::open. The file is in WAL mode with synchronous=NORMAL: each commit is handed to the operating
/// system but not waited for on the disk, which makes a transaction per trial cheap. A killed process, kill
/// -9 included, loses nothing that was committed; a power cut or a kernel crash may lose the last trials,
/// never the file's integrity (https://sqlite.org/pragma.html#pragma_synchronous).
[[nodiscard]] Connection connect_for_writing(const std::filesystem::path& path);

/// See Store::open_read_only.
[[nodiscard]] Connection connect_for_reading(const std::filesystem::path& path);

/// See Store::back_up. Throws SQLite::Exception.
void back_up(Connection& connection, const std::filesystem::path& path);

/// Makes the folder that `path` lies in. Throws RequestError in one line.
void make_folder_of(const std::filesystem::path& path);

}  // namespace allocscale
