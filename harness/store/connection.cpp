#include "harness/store/connection.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "harness/base/clock.hpp"
#include "harness/base/text_file.hpp"
#include "harness/base/unique_fd.hpp"
#include "harness/store/migrations.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw RequestError(fmt::format("{} {}; name another file with --store", path.string(), why));
}

// With the effective user's rights, as SQLite will open it. 0 or errno.
int access_error(const fs::path& path, int mode) {
  return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0 ? 0 : errno;
}

// SQLite takes some names for something else than a file, and may keep nothing of what is stored under them.
void require_file_name(const fs::path& path) {
  const std::string name = path.string();
  if (name.empty()) throw RequestError("the store has no name; name a file with --store");
  if (name == ":memory:") refuse(path, "is no file: nothing of it would be kept");
  if (name.starts_with("file:")) refuse(path, "is a URI, not the name of a file");
}

void require_ordinary_file(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::is_directory(status)) refuse(path, "is a folder, not a store");
  if (fs::exists(status) && !fs::is_regular_file(status)) refuse(path, "is not an ordinary file");
}

void require_access(const fs::path& path, int mode, const std::string& what_cannot) {
  const int error = access_error(path, mode);
  if (error == 0) return;
  throw RequestError(
      fmt::format("{} {}: {}; give this user the right to it, or name another file with --store",
                  path.string(), what_cannot, std::strerror(error)));
}

// The file's version if it is a store, 0 if it is empty. Changes nothing, since the file may belong to
// another program.
int require_ours(Connection& connection) {
  SQLite::Database& database = connection.database;
  int application = 0;
  int version = 0;
  bool empty = false;
  std::string foreign;  // "view sample"
  try {
    // Reads one snapshot: another process may be creating the same store.
    SQLite::Transaction snapshot(database);
    application = database.execAndGet("PRAGMA application_id").getInt();
    version = database.execAndGet("PRAGMA user_version").getInt();
    empty = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    // Views, triggers and virtual tables have no page of their own.
    foreign = database
                  .execAndGet(
                      "SELECT coalesce((SELECT type || ' ' || name FROM sqlite_master WHERE type NOT IN "
                      "('table', 'index') OR coalesce(rootpage, 0) = 0 LIMIT 1), '')")
                  .getString();
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() == SQLITE_NOTADB)
      refuse(connection.path, "is not a store: it is no SQLite database");
    if (error.getErrorCode() == SQLITE_CORRUPT)
      throw RequestError(damage_line(connection.path, error.what()));
    throw;
  }
  if (application == 0 && empty) return 0;
  if (application != store_application_id)
    refuse(connection.path, "is an SQLite database of another program, not a store");
  if (!foreign.empty())
    refuse(connection.path,
           fmt::format("holds the {}, which no store has and which would run what another program put there; "
                       "drop it from the file",
                       foreign));
  if (version < 0 || (version == 0 && !empty))
    throw RequestError(damage_line(connection.path, fmt::format("its version is {}", version)));
  if (version > store_version())
    throw RequestError(fmt::format(
        "{} is a store of version {}, newer than the version {} that this allocscale knows; update "
        "allocscale, or name another file with --store",
        connection.path.string(), version, store_version()));
  return version;
}

// The change to WAL needs the file for itself for a moment, and SQLite does not always wait for that: when
// several processes open a new store at once, it is asked for again.
void switch_to_wal(SQLite::Database& database) {
  const std::int64_t give_up_ns = monotonic_ns() + std::int64_t{store_busy_timeout_ms} * 1'000'000;
  int status = database.tryExec("PRAGMA journal_mode = WAL");
  while (status == SQLITE_BUSY && monotonic_ns() < give_up_ns) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    status = database.tryExec("PRAGMA journal_mode = WAL");
  }
  if (status != SQLITE_OK) throw SQLite::Exception(database.getHandle(), status);
}

// `name` is an absolute path, or the URI of one.
SQLite::Database open_database(const fs::path& path, const std::string& name, int flags) {
  try {
    SQLite::Database database(name, flags, store_busy_timeout_ms);
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    return database;
  } catch (const SQLite::Exception& error) {
    throw RequestError(
        fmt::format("cannot open {}: {}; name another file with --store", path.string(), error.what()));
  }
}

SQLite::Database open_immutable(const fs::path& path) {
  std::string name = "file:";
  for (const char c : fs::absolute(path).string())
    name +=
        c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", static_cast<int>(c)) : std::string(1, c);
  return open_database(path, name + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

// Whether trials are in the write-ahead log that are not in the file yet.
bool has_log(const fs::path& path) {
  std::error_code none;
  const std::uintmax_t bytes = fs::file_size(path.string() + "-wal", none);
  return !none && bytes > 0;
}

// A reader shares a -shm file with writers, and SQLite makes it where there is none: not in a folder that may
// not be written, nor on a disk that is full. Without a log the file is complete in itself, and is then read
// as if it never changed.
SQLite::Database open_for_reading(const fs::path& path) {
  SQLite::Database shared = open_database(path, fs::absolute(path).string(), SQLite::OPEN_READONLY);
  const int status = shared.tryExec("PRAGMA schema_version");
  const bool cannot_share = status == SQLITE_CANTOPEN || status == SQLITE_READONLY ||
                            status == SQLITE_IOERR || status == SQLITE_FULL || status == SQLITE_PERM;
  if (!cannot_share) return shared;
  if (has_log(path))
    throw RequestError(
        fmt::format("{} cannot be read here ({}), and trials are in {}-wal beside it; copy both files to "
                    "where files can be made, and name the copy with --store",
                    path.string(), shared.getErrorMsg(), path.string()));
  return open_immutable(path);
}

// A copy in memory of an older store, brought forward: the queries know one schema only, and who only reads
// changes no file.
SQLite::Database forwarded_copy(SQLite::Database& older) {
  SQLite::Database copy(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Backup(copy, older).executeStep();
  migrate(copy, store_migrations());
  copy.exec("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON");
  return copy;
}

std::vector<FileIdentity> files_of(const Connection& connection) {
  const char* const real =
      ::sqlite3_db_filename(connection.database.getHandle(), "main");  // links are resolved
  std::vector<FileIdentity> files;
  for (const fs::path& path :
       {fs::absolute(connection.path), fs::path(::sqlite3_filename_wal(real)), fs::path(real) += "-shm"})
    if (std::optional<FileIdentity> file = file_identity(path)) files.push_back(*std::move(file));
  return files;
}

// Makes an empty file beside the store, "s.rescued.db", "s.rescued-2.db", …, and returns its path.
fs::path make_file_beside(const fs::path& path) {
  make_folder_of(path);
  for (int number = 1;; ++number) {
    fs::path beside = path;
    beside.replace_extension(number == 1 ? "rescued" : fmt::format("rescued-{}", number));
    beside += path.extension();
    const UniqueFd made(::open(beside.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (made.open()) return beside;
    if (errno != EEXIST)
      throw SetupError(fmt::format("cannot make {}: {}", beside.string(), std::strerror(errno)));
  }
}

// Copies the open database, whatever its path names by now, into a new file beside it. Returns that file.
fs::path rescue(Connection& connection) {
  fs::path beside = make_file_beside(connection.path);
  SQLite::Database copy(fs::absolute(beside).string(), SQLite::OPEN_READWRITE, store_busy_timeout_ms);
  SQLite::Backup(copy, connection.database).executeStep();
  return beside;
}

}  // namespace

void Connection::require_in_place() {
  const FileIdentity* const displaced = first_displaced(files);
  if (displaced == nullptr) return;
  const std::string what =
      fmt::format("{} was removed, moved or replaced while it was in use", displaced->path.string());
  files.clear();  // it is copied once
  fs::path rescued;
  try {
    rescued = rescue(*this);
  } catch (const std::exception& failure) {
    throw SetupError(fmt::format("{}, and what is stored could not be copied: {}", what, failure.what()));
  }
  throw SetupError(fmt::format("{}; all that was stored is in {}: the same command continues with --store {}",
                               what, rescued.string(), rescued.string()));
}

void back_up(Connection& connection, const fs::path& path) {
  SQLite::Database copy(fs::absolute(path).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                        store_busy_timeout_ms);
  // The copy is made in this process, and moved when it is whole: a crash leaves nothing that is used.
  copy.exec("PRAGMA synchronous = OFF");
  SQLite::Backup(copy, connection.database).executeStep();
  copy.exec("PRAGMA journal_mode = DELETE");
}

void make_folder_of(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(folder_of(path), failed);
  if (failed)
    throw RequestError(fmt::format("cannot make the folder {}: {}; name another file with --store",
                                   folder_of(path).string(), failed.message()));
}

Connection connect_for_writing(const fs::path& path) {
  require_file_name(path);
  require_ordinary_file(path);
  make_folder_of(path);
  if (access_error(path, F_OK) == 0) require_access(path, R_OK | W_OK, "cannot be written");
  require_access(folder_of(path), W_OK | X_OK, "cannot be written, and a store keeps files there");
  Connection connection{
      path, open_database(path, fs::absolute(path).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)};
  connection.guard("open", [&] {
    require_ours(connection);
    switch_to_wal(connection.database);
    connection.database.exec("PRAGMA synchronous = NORMAL");
    // Each checkpoint waits for the disk twice. At 16 MiB of log instead of 4, 100,000 samples cost 26 waits,
    // not 86.
    connection.database.exec("PRAGMA wal_autocheckpoint = 4000");
    migrate(connection.database, store_migrations());
    connection.database.exec("PRAGMA foreign_keys = ON");
  });
  connection.files = files_of(connection);
  return connection;
}

Connection connect_for_reading(const fs::path& path) {
  require_file_name(path);
  require_ordinary_file(path);
  if (access_error(path, F_OK) == ENOENT)
    throw RequestError(fmt::format("there is no store {}; `allocscale run quick --store {}` makes one",
                                   path.string(), path.string()));
  require_access(path, R_OK, "cannot be read");
  Connection connection{path, open_for_reading(path)};
  const int version = connection.guard("open", [&] { return require_ours(connection); });
  if (version == 0)
    refuse(path,
           fmt::format("holds no experiment yet; `allocscale run quick --store {}` runs one", path.string()));
  if (version < store_version())
    connection.database = connection.guard("open", [&] { return forwarded_copy(connection.database); });
  return connection;
}

}  // namespace allocscale
