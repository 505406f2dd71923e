#include "harness/store/measure_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "harness/base/error.hpp"
#include "harness/base/file_lock.hpp"
#include "harness/base/quantity.hpp"
#include "harness/base/text_file.hpp"
#include "harness/store/connection.hpp"

namespace allocscale {
namespace {

// The same lock file for every spelling of the store's path: symbolic links and relative paths are resolved.
std::filesystem::path lock_file(const std::filesystem::path& store) {
  std::error_code failed;
  const std::filesystem::path real = std::filesystem::weakly_canonical(store, failed);
  return (failed ? store : real).string() + ".lock";
}

[[noreturn]] void refuse(const std::filesystem::path& file, int error) {
  throw RequestError(fmt::format("cannot lock {}: {}; make it writable, or name another store with --store",
                                 file.string(), std::strerror(error)));
}

// The pid in the lock file. Until a new holder has written its own, this is the previous holder's.
std::optional<pid_t> written_pid(const std::filesystem::path& file) {
  const auto pid = parse_count(trimmed(read_text(file).value_or("")));
  if (!pid) return std::nullopt;
  return static_cast<pid_t>(*pid);
}

// Whether the file is a lock of this program: regular, and empty or a pid on a line.
bool is_a_lock(int fd) {
  struct stat seen {};
  std::array<char, 32> text{};
  if (::fstat(fd, &seen) != 0 || !S_ISREG(seen.st_mode)) return false;
  const ssize_t count = ::pread(fd, text.data(), text.size(), 0);
  if (count < 0 || count == static_cast<ssize_t>(text.size())) return false;
  const std::string words(text.data(), static_cast<std::size_t>(count));
  return words.empty() || parse_count(trimmed(words)).has_value();
}

// The lock file, made where there is none. What is another's is left as it is.
UniqueFd open_lock(const std::filesystem::path& file) {
  UniqueFd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
  if (!fd.open()) refuse(file, errno);
  if (!is_a_lock(fd.get()))
    throw RequestError(
        fmt::format("{} is no lock of this program, which would write to it: name another store with --store",
                    file.string()));
  return fd;
}

// False when another open file description holds the lock.
bool try_lock(int fd, const std::filesystem::path& file) {
  const LockTry tried = try_lock_file(fd, LOCK_EX);
  if (tried == LockTry::failed) refuse(file, errno);
  return tried == LockTry::held;
}

}  // namespace

std::optional<MeasureLock> MeasureLock::acquire(const std::filesystem::path& store,
                                                const KeepWaiting& keep_waiting) {
  make_folder_of(store);
  const std::filesystem::path file = lock_file(store);
  UniqueFd fd = open_lock(file);
  while (!try_lock(fd.get(), file)) {
    if (!keep_waiting(written_pid(file))) return std::nullopt;
    wait_to_try_again();
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  // If the pid cannot be written, messages lack it; the lock is held all the same.
  if (::ftruncate(fd.get(), 0) == 0) static_cast<void>(::pwrite(fd.get(), pid.data(), pid.size(), 0) == 0);
  return MeasureLock(std::move(fd));
}

std::optional<MeasureLock> MeasureLock::try_acquire(const std::filesystem::path& store) {
  return acquire(store, [](std::optional<pid_t>) { return false; });
}

bool MeasureLock::is_held(const std::filesystem::path& store) {
  const UniqueFd fd(::open(lock_file(store).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  return fd.open() && try_lock_file(fd.get(), LOCK_SH) == LockTry::others;
}

std::optional<pid_t> MeasureLock::holder(const std::filesystem::path& store) {
  return written_pid(lock_file(store));
}

}  // namespace allocscale
