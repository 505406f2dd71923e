#include "harness/starter/process_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

namespace allocscale::starter {
namespace {

// At most 64 KiB of it; empty where it cannot be read.
std::string read_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  std::string text(64 * 1024, '\0');
  const ssize_t count = ::read(fd, text.data(), text.size());
  ::close(fd);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return text;
}

// Appends the numbers of a text of numbers and blanks.
template <class Number>
void append_numbers(std::string_view text, std::vector<Number>& numbers) {
  while (!text.empty()) {
    const std::size_t from = text.find_first_of("0123456789");
    if (from == std::string_view::npos) return;
    text.remove_prefix(from);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{}) numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
}

// Those that any of its threads has made or adopted.
void append_children(pid_t process, std::vector<pid_t>& children) {
  const std::string folder = "/proc/" + std::to_string(process) + "/task";
  DIR* const threads = ::opendir(folder.c_str());
  if (threads == nullptr) return;
  while (const dirent* thread = ::readdir(threads))
    if (thread->d_name[0] != '.')
      append_numbers(read_file(folder + "/" + thread->d_name + "/children"), children);
  ::closedir(threads);
}

}  // namespace

std::vector<pid_t> descendants() {
  std::vector<pid_t> all;
  append_children(::getpid(), all);
  for (std::size_t i = 0; i < all.size(); ++i) append_children(all[i], all);
  return all;
}

std::int64_t resident_bytes(pid_t process) {
  std::vector<std::int64_t> pages;  // statm: size, resident, …
  append_numbers(read_file("/proc/" + std::to_string(process) + "/statm"), pages);
  return pages.size() < 2 ? 0 : pages[1] * ::sysconf(_SC_PAGESIZE);
}

std::string name_of(pid_t process) {
  std::string name = read_file("/proc/" + std::to_string(process) + "/comm");
  while (!name.empty() && name.back() == '\n') name.pop_back();
  for (char& c : name)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = '?';
  return name.empty() ? "?" : name;
}

std::string executable_of(pid_t process) {
  std::string path(4096, '\0');
  const ssize_t count =
      ::readlink(("/proc/" + std::to_string(process) + "/exe").c_str(), path.data(), path.size());
  path.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return path;
}

void end_descendants() {
  while (true) {
    for (const pid_t process : descendants()) ::kill(process, SIGKILL);
    // One at a time: what it has made becomes a child of this process when it ends, and is killed next.
    if (::waitpid(-1, nullptr, 0) < 0 && errno == ECHILD) return;
  }
}

}  // namespace allocscale::starter
