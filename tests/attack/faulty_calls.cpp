// A library to preload: makes one call of the system fail, as it may on any machine at any time. The variable
// FAULTY_CALL is NAME:NUMBER:ERRNO, e.g. write:17:28: the seventeenth write of this process fails with
// errno 28. Where FAULTY_COUNTS names a file, the process leaves "NAME COUNT" lines in it when it exits.
// FULL_FOLDER is BYTES:PATH, a folder on a disk that is full: no file in it gets longer than so many bytes.
// CLOCK_BEHIND is by how many seconds the clock of the day is behind.
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum Call {
  call_clone,
  call_open,
  call_write,
  call_mmap,
  call_fsync,
  call_poll,
  call_read,
  call_pipe,
  call_rename,
  call_truncate,
  calls
};
const char* const names[calls] = {"clone", "open", "write", "mmap",   "fsync",
                                  "poll",  "read", "pipe",  "rename", "truncate"};

std::atomic<int> counts[calls];
int faulty = calls, faulty_number = 0, faulty_errno = 0;

[[gnu::constructor]] void read_wish() {
  const char* const wish = std::getenv("FAULTY_CALL");
  if (wish == nullptr) return;
  for (int call = 0; call < calls; ++call) {
    const std::size_t length = std::strlen(names[call]);
    if (std::strncmp(wish, names[call], length) == 0 && wish[length] == ':' &&
        std::sscanf(wish + length, ":%d:%d", &faulty_number, &faulty_errno) == 2)
      faulty = call;
  }
}

[[gnu::destructor]] void leave_counts() {
  const char* const file = std::getenv("FAULTY_COUNTS");
  if (file == nullptr) return;
  char text[512];
  int used = 0;
  for (int call = 0; call < calls; ++call)
    used += std::snprintf(text + used, sizeof text - static_cast<std::size_t>(used), "%s %d\n", names[call],
                          counts[call].load());
  const long fd = ::syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::syscall(SYS_write, fd, text, used);
}

// Whether this call is the one that fails; errno is set then.
bool fails(Call call) {
  if (++counts[call] != faulty_number || call != faulty) return false;
  errno = faulty_errno;
  return true;
}

// Whether the bytes would make a file of the full folder longer than there is room; errno is set then.
bool lacks_room(int fd, std::size_t count) {
  static const char* const wish = std::getenv("FULL_FOLDER");
  if (wish == nullptr) return false;
  char* folder = nullptr;
  const unsigned long long room = std::strtoull(wish, &folder, 10);
  const std::size_t length = std::strlen(++folder);
  char link[64], path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t read = ::readlink(link, path, sizeof path);
  if (read <= static_cast<ssize_t>(length) || std::strncmp(path, folder, length) != 0 || path[length] != '/')
    return false;
  struct stat file {};
  if (::fstat(fd, &file) != 0 || static_cast<unsigned long long>(file.st_size) + count <= room) return false;
  errno = ENOSPC;
  return true;
}

int open_at(int folder, const char* path, int flags, mode_t mode) {
  if (fails(call_open)) return -1;
  return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

// The mode, where the flags say that there is one.
#define MODE_AFTER(last)                                            \
  mode_t mode = 0;                                                  \
  if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) { \
    va_list more;                                                   \
    va_start(more, last);                                           \
    mode = va_arg(more, mode_t);                                    \
    va_end(more);                                                   \
  }

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  MODE_AFTER(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  MODE_AFTER(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  MODE_AFTER(flags)
  return open_at(folder, path, flags, mode);
}

ssize_t write(int fd, const void* bytes, size_t count) {
  return fails(call_write) || lacks_room(fd, count) ? -1 : ::syscall(SYS_write, fd, bytes, count);
}
ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t at) {
  return fails(call_write) ? -1 : ::syscall(SYS_pwrite64, fd, bytes, count, at);
}
ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  return fails(call_write) ? -1 : ::syscall(SYS_pwrite64, fd, bytes, count, at);
}

ssize_t read(int fd, void* bytes, size_t count) {
  return fails(call_read) ? -1 : ::syscall(SYS_read, fd, bytes, count);
}
ssize_t pread64(int fd, void* bytes, size_t count, off64_t at) {
  return fails(call_read) ? -1 : ::syscall(SYS_pread64, fd, bytes, count, at);
}

void* mmap(void* at, size_t bytes, int protection, int flags, int fd, off_t offset) noexcept {
  if (fails(call_mmap)) return MAP_FAILED;
  return reinterpret_cast<void*>(::syscall(SYS_mmap, at, bytes, protection, flags, fd, offset));
}
void* mmap64(void* at, size_t bytes, int protection, int flags, int fd, off64_t offset) noexcept {
  return mmap(at, bytes, protection, flags, fd, offset);
}

int fsync(int fd) { return fails(call_fsync) ? -1 : static_cast<int>(::syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return fails(call_fsync) ? -1 : static_cast<int>(::syscall(SYS_fdatasync, fd)); }

int ppoll(pollfd* fds, nfds_t count, const timespec* timeout, const sigset_t* mask) {
  if (fails(call_poll)) return -1;
  timespec left = timeout == nullptr ? timespec{} : *timeout;  // the kernel writes what is left of it
  return static_cast<int>(
      ::syscall(SYS_ppoll, fds, count, timeout == nullptr ? nullptr : &left, mask, mask == nullptr ? 0 : 8));
}

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static const char* const behind = std::getenv("CLOCK_BEHIND");
  const long result = ::syscall(SYS_clock_gettime, clock, now);
  if (behind != nullptr && result == 0 && clock == CLOCK_REALTIME) now->tv_sec -= std::atol(behind);
  return static_cast<int>(result);
}

int rename(const char* from, const char* to) noexcept {
  return fails(call_rename) ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}

int ftruncate64(int fd, off64_t bytes) noexcept {
  return fails(call_truncate) ? -1 : static_cast<int>(::syscall(SYS_ftruncate, fd, bytes));
}
int ftruncate(int fd, off_t bytes) noexcept { return ftruncate64(fd, bytes); }

int pipe2(int* ends, int flags) noexcept {
  return fails(call_pipe) ? -1 : static_cast<int>(::syscall(SYS_pipe2, ends, flags));
}

int clone(int (*run)(void*), void* stack, int flags, void* argument, ...) noexcept {
  if (fails(call_clone)) return -1;
  va_list more;
  va_start(more, argument);
  auto* const parent = va_arg(more, pid_t*);
  va_end(more);
  using Clone = int (*)(int (*)(void*), void*, int, void*, ...);
  static const auto real = reinterpret_cast<Clone>(::dlsym(RTLD_NEXT, "clone"));
  return real(run, stack, flags, argument, parent, nullptr, nullptr);
}
}
