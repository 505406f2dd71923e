#include "harness/store/failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace allocscale {

std::string damage_line(const std::filesystem::path& path, const std::string& what) {
  return fmt::format("{} is damaged ({}); restore a copy of it, or name another file with --store",
                     path.string(), what);
}

std::string failure_line(const std::filesystem::path& path, const std::string& doing,
                         const SQLite::Exception& error) {
  const std::string why = error.what();
  switch (error.getErrorCode()) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damage_line(path, why);
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return fmt::format(
          "cannot {} {}: {}; what was stored before is kept: make room "
          "on its disk or mend it, then give the same command again",
          doing, path.string(), why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fmt::format(
          "cannot {} {}: another program has kept it locked for {} "
          "s; end that program, then give the same command again",
          doing, path.string(), store_busy_timeout_ms / 1000);
    default:
      return fmt::format("cannot {} {}: {}", doing, path.string(), why);
  }
}

}  // namespace allocscale
