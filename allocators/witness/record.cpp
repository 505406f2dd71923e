#include "allocators/witness/record.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace allocscale::witness {
namespace {

using protocol::RecordHead;

// By number: no other library stands in between, and the loader looks up one function instead of ten.
template <class... Words>
long call(long number, Words... words) {
  return ::syscall(number, words...);
}

void fill_head(RecordHead& head, protocol::RecordKind kind) {
  timespec now{};
  call(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  head.kind = static_cast<std::uint16_t>(kind);
  head.pid = static_cast<std::int32_t>(call(SYS_getpid));
  head.parent = static_cast<std::int32_t>(call(SYS_getppid));
  head.at_ns = std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// A write beyond RLIMIT_FSIZE raises SIGXFSZ: this holds the signal back, and takes away the one that the
// write raised.
class NoFileSizeSignal {
 public:
  NoFileSizeSignal() {
    rlimit limit{};
    if (call(SYS_prlimit64, 0, RLIMIT_FSIZE, nullptr, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
    sigset_t pending;
    if (::sigpending(&pending) != 0 || ::sigismember(&pending, SIGXFSZ) == 1) return;
    ::sigemptyset(&signal_);
    ::sigaddset(&signal_, SIGXFSZ);
    held_ = ::pthread_sigmask(SIG_BLOCK, &signal_, &before_) == 0;
  }
  ~NoFileSizeSignal() {
    if (!held_) return;
    const timespec now{};
    ::sigtimedwait(&signal_, nullptr, &now);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoFileSizeSignal(const NoFileSizeSignal&) = delete;
  NoFileSizeSignal& operator=(const NoFileSizeSignal&) = delete;

 private:
  sigset_t signal_{};
  sigset_t before_{};
  bool held_ = false;
};

// Without O_CREAT: a variable that outlives its harness makes no files.
void append(const char* file, const void* bytes, std::size_t count) {
  constexpr int flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  const long fd = call(SYS_openat, AT_FDCWD, file, flags, 0);
  if (fd < 0) return;
  struct stat seen {};
  if (call(SYS_fstat, fd, &seen) == 0 && S_ISREG(seen.st_mode)) {
    const NoFileSizeSignal quiet;
    call(SYS_write, fd, bytes, count);
  }
  call(SYS_close, fd);
}

}  // namespace

void Record::begin(protocol::RecordKind kind) {
  RecordHead head;
  fill_head(head, kind);
  used_ = 0;
  add(head);
  char room[1024];
  add_text(executable_path(room, sizeof room));
  char thread[17] = {};  // prctl(2): 16 bytes with the zero
  call(SYS_prctl, PR_GET_NAME, thread);
  add_text(thread);
}

void Record::begin_again(protocol::RecordKind kind) {
  RecordHead head;
  fill_head(head, kind);
  std::memcpy(room_.data(), &head, sizeof head);
}

bool Record::add_text(std::string_view text, std::size_t most) {
  const auto length = static_cast<std::uint16_t>(text.size() < most ? text.size() : most);
  if (used_ + sizeof length + length > room_.size()) return false;
  add(length);
  return add_bytes(text.data(), length);
}

bool Record::add_bytes(const void* bytes, std::size_t count) {
  if (count > room_.size() - used_) return false;
  std::memcpy(room_.data() + used_, bytes, count);
  used_ += count;
  return true;
}

void Record::put_over(std::size_t place, std::uint16_t number) {
  std::memcpy(room_.data() + place, &number, sizeof number);
}

void Record::append_to(const char* file) {
  const std::size_t whole =
      (used_ + protocol::record_step - 1) / protocol::record_step * protocol::record_step;
  std::memset(room_.data() + used_, 0, whole - used_);
  const auto size = static_cast<std::uint32_t>(whole);
  std::memcpy(room_.data() + offsetof(RecordHead, bytes), &size, sizeof size);
  const std::uint32_t check = protocol::record_checksum(
      {room_.data() + protocol::record_checked_from, whole - protocol::record_checked_from});
  std::memcpy(room_.data() + offsetof(RecordHead, check), &check, sizeof check);
  const int error = errno;
  append(file, room_.data(), whole);
  errno = error;
}

std::string_view executable_path(char* room, std::size_t bytes) {
  const int error = errno;
  const long length = call(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", room, bytes);
  errno = error;
  if (length > 0) return {room, static_cast<std::size_t>(length)};
  const auto* const called = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  return called == nullptr ? "" : called;
}

int call_filter() {
  const int error = errno;
  const long mode = call(SYS_prctl, PR_GET_SECCOMP, 0, 0, 0, 0);
  errno = error;
  return static_cast<int>(mode);
}

bool copy_file_name(const char* variable, char* room, std::size_t bytes) {
  const char* const name = ::secure_getenv(variable);
  if (name == nullptr || *name == '\0') return false;
  const std::size_t length = std::strlen(name);
  if (length >= bytes) return false;
  std::memcpy(room, name, length + 1);
  return true;
}

}  // namespace allocscale::witness
