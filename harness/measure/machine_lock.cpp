#include "harness/measure/machine_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "harness/base/clean_text.hpp"
#include "harness/base/error.hpp"
#include "harness/base/file_lock.hpp"
#include "harness/base/interrupt.hpp"
#include "harness/base/text_file.hpp"

namespace allocscale {
namespace {

constexpr int most_tries = 20;  // of making a file that others make and remove meanwhile
constexpr std::size_t shown_command_bytes = 80;
const char* const no_lock = "/dev/null";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
  throw RequestError(fmt::format(
      "cannot lock this machine for measuring by {}: {}; remove it, or measure with --share-machine",
      file.string(), why));
}

// Open to all users, who cannot remove each other's files there, on a disk that is not read-only.
bool is_for_all_users(const char* folder) {
  struct stat seen {};
  struct statvfs disk {};
  constexpr mode_t shared = S_ISVTX | S_IWOTH;
  return ::stat(folder, &seen) == 0 && S_ISDIR(seen.st_mode) && (seen.st_mode & shared) == shared &&
         ::statvfs(folder, &disk) == 0 && (disk.f_flag & ST_RDONLY) == 0;
}

// A file that every user may open, whatever this process's umask is.
int make_file(const std::filesystem::path& file) {
  const mode_t before = ::umask(0);
  const int fd = ::open(file.c_str(), O_RDONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0444);
  const int error = errno;
  ::umask(before);
  errno = error;
  return fd;
}

// The file, made where there is none. It is opened for reading only and made in a step of its own: where
// fs.protected_regular is set, O_CREAT fails on another user's file.
UniqueFd open_file(const std::filesystem::path& file) {
  for (int tries = 0; tries < most_tries; ++tries) {
    UniqueFd fd(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!fd.open() && errno == ENOENT) fd = UniqueFd(make_file(file));
    if (!fd.open() && errno == EEXIST) continue;
    if (!fd.open()) refuse(file, errno == ELOOP ? "it is a link" : std::strerror(errno));
    struct stat seen {};
    if (::fstat(fd.get(), &seen) != 0 || !S_ISREG(seen.st_mode)) refuse(file, "it is no regular file");
    return fd;
  }
  refuse(file, "others make and remove it all the time");
}

// Whether the path still names the file that was opened: a lock on one that was removed keeps nobody out.
bool is_in_place(int fd, const std::filesystem::path& file) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(fd, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

bool try_lock(int fd, int kind, const std::filesystem::path& file) {
  const LockTry tried = try_lock_file(fd, kind);
  if (tried == LockTry::failed) refuse(file, std::strerror(errno));
  return tried == LockTry::held;
}

std::string command_of(pid_t pid) {
  std::string words = read_text(fmt::format("/proc/{}/cmdline", pid)).value_or("");
  std::replace(words.begin(), words.end(), '\0', ' ');
  return clean_line(cut_text(trimmed(words), shown_command_bytes));
}

// A holder of an flock(2) on the file, by the kernel's list; none where it shows none, as that of a process
// of another container.
std::optional<LockHolder> holder_of(int fd) {
  struct stat seen {};
  if (::fstat(fd, &seen) != 0) return std::nullopt;
  const std::string place =
      fmt::format("{:02x}:{:02x}:{}", major(seen.st_dev), minor(seen.st_dev), seen.st_ino);
  std::istringstream lines(read_text("/proc/locks").value_or(""));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number, kind, mode, access, file;
    pid_t pid = 0;
    if (words >> number >> kind >> mode >> access >> pid >> file && kind == "FLOCK" && file == place &&
        pid > 0)
      return LockHolder{pid, command_of(pid)};
  }
  return std::nullopt;
}

}  // namespace

std::filesystem::path machine_lock_file() {
  const char* const named = std::getenv("ALLOCSCALE_MACHINE_LOCK");
  if (named != nullptr && *named != '\0') return named;
  const char* const folder = is_for_all_users("/run/lock") ? "/run/lock" : "/tmp";
  return std::filesystem::path(folder) / "allocscale-machine.lock";
}

std::optional<MachineLock> MachineLock::acquire(const std::filesystem::path& file,
                                                const KeepWaiting& keep_waiting) {
  if (file == no_lock) return MachineLock(UniqueFd());
  for (;;) {
    UniqueFd fd = open_file(file);
    if (!try_lock(fd.get(), LOCK_EX, file)) {
      if (!keep_waiting(holder_of(fd.get()))) return std::nullopt;
      wait_to_try_again();
    } else if (is_in_place(fd.get(), file)) {
      return MachineLock(std::move(fd));
    }
  }
}

MachineLock MachineLock::share(const std::filesystem::path& file,
                               const std::function<void(const LockHolder&)>& besides) {
  if (file == no_lock) return MachineLock(UniqueFd());
  try {
    UniqueFd fd = open_file(file);
    const std::optional<LockHolder> holder = holder_of(fd.get());
    const bool shared = try_lock(fd.get(), LOCK_SH, file);
    if (holder) besides(*holder);
    return MachineLock(shared ? std::move(fd) : UniqueFd());
  } catch (const RequestError&) {
    return MachineLock(UniqueFd());
  }
}

void MachineLock::keep_through_exec() {
  if (file_.open()) ::fcntl(file_.get(), F_SETFD, 0);
}

std::string holder_text(const LockHolder& holder) {
  return fmt::format("process {}{}", holder.pid, holder.command.empty() ? "" : " (" + holder.command + ")");
}

MachineLock wait_for_machine(const std::string& way_out,
                             const std::function<void(const std::string& line)>& say) {
  constexpr int unknown_for_long = 20;  // tries, of 50 ms each
  const std::filesystem::path file = machine_lock_file();
  int tries = 0;
  bool said = false;
  auto lock = MachineLock::acquire(file, [&](const std::optional<LockHolder>& holder) {
    if (!said && (holder || ++tries == unknown_for_long)) {
      say(
          fmt::format("{} is measuring on this machine; waiting for it to end, since two would measure each "
                      "other ({})",
                      holder ? holder_text(*holder) : "a process that holds " + file.string(), way_out));
      said = true;
    }
    return !interrupt_flag();
  });
  if (!lock) throw Interrupted();
  return *std::move(lock);
}

}  // namespace allocscale
