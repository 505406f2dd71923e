#include "harness/store/store_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "harness/base/clock.hpp"
#include "harness/base/error.hpp"
#include "harness/base/file_lock.hpp"
#include "harness/base/leavings.hpp"
#include "harness/base/path_component.hpp"
#include "harness/base/text_file.hpp"
#include "harness/base/unique_fd.hpp"

namespace allocscale {
namespace {

namespace fs = std::filesystem;

constexpr const char* after_pid = ".tmp";

// 0, or the error.
int copy_bytes(int from, int to) {
  std::array<char, 1 << 16> piece;
  for (;;) {
    ssize_t count = ::read(from, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 ? errno : 0;
    for (const char* at = piece.data(); count > 0;) {
      const ssize_t written = ::write(to, at, static_cast<std::size_t>(count));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return errno;
      at += written;
      count -= written;
    }
  }
}

// A new file that is on its disk when this returns, or the error.
int copy_to_draft(const fs::path& from, const fs::path& draft) {
  const UniqueFd source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!source.open()) return errno;
  const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) return errno;
  int error = copy_bytes(source.get(), fd);
  if (error == 0 && ::fsync(fd) != 0) error = errno;
  return ::close(fd) != 0 && error == 0 ? errno : error;
}

// Copies a file into the place of another in one step.
void replace(const fs::path& from, const fs::path& to, const std::string& before_pid) {
  std::error_code ignored;
  fs::create_directories(folder_of(to), ignored);  // what is wrong with it is said below
  const std::string before = to.filename().string() + before_pid;
  remove_leavings(folder_of(to), before, after_pid);
  const fs::path draft = folder_of(to) / fmt::format("{}{}{}", before, ::getpid(), after_pid);
  fs::remove(draft, ignored);
  int error = copy_to_draft(from, draft);
  if (error == 0 && ::rename(draft.c_str(), to.c_str()) != 0) error = errno;
  if (error == 0) return;
  if (error != EEXIST) fs::remove(draft, ignored);
  throw SetupError(fmt::format("cannot write {}: {}", to.string(), std::strerror(error)));
}

// A lock beside the copy, which stays: to remove it would race with who takes it next.
UniqueFd lock_beside(const fs::path& copy) {
  constexpr std::int64_t longest_ns = 10'000'000'000;
  std::error_code ignored;
  fs::create_directories(folder_of(copy), ignored);
  const fs::path path = folder_of(copy) / fmt::format(".{}.lock", copy.filename().string());
  UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
  const std::int64_t give_up_ns = monotonic_ns() + longest_ns;
  while (file.open() && try_lock_file(file.get(), LOCK_EX) == LockTry::others && monotonic_ns() < give_up_ns)
    wait_to_try_again();
  return file;
}

// The files in which SQLite makes a copy before it is moved to its place.
class LocalCopy {
 public:
  explicit LocalCopy(const fs::path& store) : path_(store.string() + fmt::format(".copy-{}", ::getpid())) {
    clear();
  }
  LocalCopy(const LocalCopy&) = delete;
  LocalCopy& operator=(const LocalCopy&) = delete;
  ~LocalCopy() { clear(); }

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  void clear() const {
    std::error_code ignored;
    for (const char* const suffix : {"", "-wal", "-shm", "-journal"})
      fs::remove(path_.string() + suffix, ignored);
  }

  fs::path path_;
};

}  // namespace

StoreCopy::StoreCopy(fs::path copy, const std::string& node)
    : copy_(std::move(copy)), before_pid_(fmt::format(".allocscale-{}-", path_component(node))) {}

std::optional<StoreCopy::Stamp> StoreCopy::stamp() const {
  struct stat now {};
  if (::stat(copy_.c_str(), &now) != 0) return std::nullopt;
  return Stamp{now.st_ino, now.st_size,
               std::int64_t{now.st_mtim.tv_sec} * 1'000'000'000 + now.st_mtim.tv_nsec};
}

bool StoreCopy::restore(const fs::path& store) {
  std::error_code none;
  const std::optional<Stamp> now = stamp();
  if (fs::exists(store, none) || !now) return false;
  (void)Store::open_read_only(copy_);
  replace(copy_, store, before_pid_);
  known_ = now;
  return true;
}

std::vector<MergedRun> StoreCopy::take_in(Store& store) {
  const std::optional<Stamp> now = stamp();
  if (!now || now == known_) return {};
  Store copy = Store::open_read_only(copy_);
  std::vector<MergedRun> merged = store.merge(copy);
  known_ = now;
  return merged;
}

std::vector<MergedRun> StoreCopy::update(Store& store, const fs::path& path) {
  const UniqueFd lock = lock_beside(copy_);
  std::vector<MergedRun> merged = take_in(store);
  write(store, path);
  return merged;
}

void StoreCopy::write(Store& store, const fs::path& path) {
  const LocalCopy local(path);
  store.back_up(local.path());
  replace(local.path(), copy_, before_pid_);
  known_ = stamp();
}

}  // namespace allocscale
