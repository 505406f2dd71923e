#include "harness/base/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "harness/base/error.hpp"
#include "harness/base/leavings.hpp"
#include "harness/base/unique_fd.hpp"

namespace allocscale {
namespace {

// Of a name "report.md", drafts are "report.md.allocscale-PID.tmp".
constexpr const char* before_pid = ".allocscale-";
constexpr const char* after_pid = ".tmp";

bool says_nothing_of_the_file(int error) { return error == EMFILE || error == ENFILE || error == ENOMEM; }

// Throws where the error is the process's; nothing otherwise.
std::nullopt_t unread(const std::filesystem::path& path, int error) {
  if (says_nothing_of_the_file(error))
    throw SetupError(fmt::format("cannot read {}: {}; raise `ulimit -n`, or free memory", path.string(),
                                 std::strerror(error)));
  return std::nullopt;
}

// 0, or the error.
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

// A new file, or the error: no file that is there is written to, nor where a link leads.
int write_draft(const std::filesystem::path& draft, const std::string& text) {
  const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) return errno;
  const int error = write_all(fd, text);
  return ::close(fd) != 0 && error == 0 ? errno : error;
}

}  // namespace

std::optional<std::string> read_text(const std::filesystem::path& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return unread(path, errno);
  std::string text;
  for (std::array<char, 16384> piece;;) {
    const ssize_t count = ::read(file.get(), piece.data(), piece.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unread(path, errno);
    text.append(piece.data(), static_cast<std::size_t>(count));
  }
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path folder = folder_of(path);
  const std::string before = path.filename().string() + before_pid;
  remove_leavings(folder, before, after_pid);
  const std::filesystem::path draft = folder / fmt::format("{}{}{}", before, ::getpid(), after_pid);
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);  // of a process that had this pid
  if (const int error = write_draft(draft, text); error != 0) {
    if (error != EEXIST) std::filesystem::remove(draft, ignored);
    throw SetupError(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
  }
  std::error_code failed;
  std::filesystem::rename(draft, path, failed);
  if (!failed) return;
  std::filesystem::remove(draft, ignored);
  throw SetupError(fmt::format("cannot replace {}: {}", path.string(), failed.message()));
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : ".";
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(white) - from + 1));
}

}  // namespace allocscale
