// Preloaded into a runner: a rehearsal that goes wrong, as the variable UNFAITHFUL says, when it cuts its
// recording to length, its last act.
//   sizes   the mark of the first phase is another
//   busy    its first run of pages lies where the replaying process has memory of its own
//   once    the same, in the first rehearsal only: UNFAITHFUL_FILE does not exist yet, and is made
//   crash   it dies of a signal
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cinttypes>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

struct Header {
  std::uint64_t blocks;
  std::uint64_t runs;
  std::uint64_t huge_pages;
};

void flip_first_mark(int fd) {
  std::uint64_t sizes = 0;
  constexpr off_t at = sizeof(Header) + sizeof(std::uint64_t);
  if (::pread(fd, &sizes, sizeof sizes, at) != sizeof sizes) std::abort();
  sizes ^= 1;
  if (::pwrite(fd, &sizes, sizeof sizes, at) != sizeof sizes) std::abort();
}

std::uintptr_t address_in_use(pid_t process) {
  char path[32], line[64] = {};
  std::snprintf(path, sizeof path, "/proc/%d/maps", static_cast<int>(process));
  const int fd = ::open(path, O_RDONLY);
  if (::read(fd, line, sizeof line - 1) <= 0) std::abort();
  ::close(fd);
  return std::strtoull(line, nullptr, 16);
}

// The runs are the last things in the file.
void claim_used_page(int fd, off_t length) {
  Header header{};
  if (::pread(fd, &header, sizeof header, 0) != sizeof header) std::abort();
  const std::uint64_t begin = address_in_use(::getppid());
  const off_t at = length - static_cast<off_t>(header.runs * 2 * sizeof(std::uint64_t));
  if (::pwrite(fd, &begin, sizeof begin, at) != sizeof begin) std::abort();
  [[maybe_unused]] const ssize_t said = ::write(STDERR_FILENO, "busy\n", 5);
}

bool first_time() {
  const int fd = ::open(std::getenv("UNFAITHFUL_FILE"), O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

}  // namespace

extern "C" int ftruncate(int fd, off_t length) noexcept {
  const auto real = reinterpret_cast<int (*)(int, off_t)>(::dlsym(RTLD_NEXT, "ftruncate"));
  Header header{};
  const bool last =
      ::pread(fd, &header, sizeof header, 0) == sizeof header && header.blocks > 0 && length > 0;
  const char* const way = std::getenv("UNFAITHFUL");
  if (!last || way == nullptr) return real(fd, length);
  if (std::strcmp(way, "sizes") == 0) flip_first_mark(fd);
  if (std::strcmp(way, "busy") == 0) claim_used_page(fd, length);
  if (std::strcmp(way, "once") == 0 && first_time()) claim_used_page(fd, length);
  if (std::strcmp(way, "crash") == 0) ::raise(SIGSEGV);
  return real(fd, length);
}
