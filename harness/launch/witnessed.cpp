#include "harness/launch/witnessed.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "harness/base/contains.hpp"
#include "harness/base/unique_fd.hpp"

namespace allocscale {
namespace {

using protocol::RecordHead;
using protocol::RecordKind;

// Reads the parts of a record's body; once one of them does not fit, all later ones are empty.
class BodyReader {
 public:
  explicit BodyReader(std::string_view body) : rest_(body) {}

  template <class Number>
  Number number() {
    Number number{};
    if (const std::string_view bytes = take(sizeof number); !bytes.empty())
      std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  // No name of a file and no version holds a zero.
  std::string text() {
    const std::string_view bytes = take(number<std::uint16_t>());
    fits_ = fits_ && bytes.find('\0') == std::string_view::npos;
    return std::string(bytes);
  }
  // Whether all parts were there, and nothing but the filling zeros is left.
  [[nodiscard]] bool whole() const {
    return fits_ && rest_.size() < protocol::record_step &&
           rest_.find_first_not_of('\0') == std::string_view::npos;
  }
  [[nodiscard]] bool fits() const { return fits_; }

 private:
  std::string_view take(std::size_t bytes) {
    fits_ = fits_ && bytes <= rest_.size();
    if (!fits_) return {};
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }

  std::string_view rest_;
  bool fits_ = true;
};

template <class Process>
Process begin_process(const RecordHead& head, BodyReader& body) {
  Process process;
  process.pid = head.pid;
  process.parent = head.parent;
  process.at_ns = head.at_ns;
  process.executable = body.text();
  process.name = body.text();
  return process;
}

WitnessedOwner read_owner(BodyReader& body) {
  WitnessedOwner owner;
  const auto owned = body.number<std::uint16_t>();
  for (std::size_t i = 0; i < std::size(protocol::witnessed_symbols); ++i)
    if (((owned >> i) & 1U) != 0) owner.symbols.push_back(protocol::witnessed_symbols[i]);
  owner.path = body.text();
  return owner;
}

std::optional<WitnessedProcess> read_process(const RecordHead& head, std::string_view bytes) {
  BodyReader body(bytes);
  auto process = begin_process<WitnessedProcess>(head, body);
  process.forked = head.kind == static_cast<std::uint16_t>(RecordKind::forked);
  process.family = body.text();
  process.version = body.text();
  const auto owners = body.number<std::uint16_t>();
  if (owners > std::size(protocol::witnessed_symbols)) return std::nullopt;
  for (std::uint16_t i = 0; i < owners; ++i) {
    process.owners.push_back(read_owner(body));
    if (process.owners.back().path.empty() || process.owners.back().symbols.empty()) return std::nullopt;
  }
  if (!body.whole()) return std::nullopt;
  return process;
}

std::optional<CountedProcess> read_counts(const RecordHead& head, std::string_view bytes) {
  BodyReader body(bytes);
  auto process = begin_process<CountedProcess>(head, body);
  process.frees = body.number<std::uint64_t>();
  for (auto left = body.number<std::uint16_t>(); left > 0 && body.fits(); --left) {
    process.requests.push_back(body.number<protocol::SizeCount>());
    const protocol::SizeCount& count = process.requests.back();
    if (count.function >= std::size(protocol::counted_functions) ||
        count.size_class >= protocol::size_classes)
      return std::nullopt;
  }
  if (!body.whole()) return std::nullopt;
  return process;
}

template <class Process>
bool keep_if_read(std::optional<Process> process, std::vector<Process>& processes) {
  if (!process) return false;
  processes.push_back(*std::move(process));
  return true;
}

// Whether the record was read, or is of a kind that is passed over.
bool add_record(const RecordHead& head, std::string_view body, WitnessRecords& records) {
  switch (static_cast<RecordKind>(head.kind)) {
    case RecordKind::started:
    case RecordKind::forked:
      return keep_if_read(read_process(head, body), records.processes);
    case RecordKind::counted:
      return keep_if_read(read_counts(head, body), records.counts);
    default:
      return true;
  }
}

// The head at the beginning of the bytes, where one that a record can have is there.
std::optional<RecordHead> head_of(std::string_view bytes) {
  RecordHead head;
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const bool possible = head.magic == protocol::record_magic && head.format == protocol::record_format &&
                        head.bytes >= sizeof head && head.bytes <= protocol::longest_record &&
                        head.bytes % protocol::record_step == 0 && head.bytes <= bytes.size() && head.pid > 0;
  return possible ? std::optional(head) : std::nullopt;
}

bool is_whole(const RecordHead& head, std::string_view bytes) {
  const std::size_t from = protocol::record_checked_from;
  return head.check == protocol::record_checksum(bytes.substr(from, head.bytes - from));
}

// The next place, from `from` on, where a record may begin.
std::size_t next_magic(std::string_view bytes, std::size_t from) {
  char magic[sizeof protocol::record_magic];
  std::memcpy(magic, &protocol::record_magic, sizeof magic);
  return std::min(bytes.find({magic, sizeof magic}, from), bytes.size());
}

std::string read_bytes(int fd, std::size_t most) {
  std::string bytes;
  while (bytes.size() < most) {
    char part[65536];
    const ssize_t count = ::read(fd, part, std::min(sizeof part, most - bytes.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    bytes.append(part, static_cast<std::size_t>(count));
  }
  return bytes;
}

}  // namespace

WitnessRecords parse_witnesses(std::string_view bytes) {
  WitnessRecords records;
  // False heads make the reader sum the same bytes up again and again; it gives up where that grows long.
  std::size_t sums_left = 4 * bytes.size();
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::string_view rest = bytes.substr(at);
    const std::optional<RecordHead> head = head_of(rest);
    if (head && head->bytes > sums_left) {
      records.unread_bytes += rest.size();
      break;
    }
    if (head) sums_left -= head->bytes;
    if (head && is_whole(*head, rest) &&
        add_record(*head, rest.substr(sizeof(RecordHead), head->bytes - sizeof(RecordHead)), records)) {
      at += head->bytes;
      continue;
    }
    const std::size_t next = next_magic(bytes, at + 1);
    records.unread_bytes += next - at;
    at = next;
  }
  return records;
}

WitnessRecords read_witnesses(const std::filesystem::path& file) {
  const UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat seen {};
  if (!fd.open() || ::fstat(fd.get(), &seen) != 0 || !S_ISREG(seen.st_mode)) return {};
  WitnessRecords records = parse_witnesses(read_bytes(fd.get(), most_witness_bytes));
  records.cut = seen.st_size > static_cast<off_t>(most_witness_bytes);
  return records;
}

std::string_view owner_of(const WitnessedProcess& process, std::string_view symbol) {
  for (const WitnessedOwner& owner : process.owners)
    if (contains(owner.symbols, symbol)) return owner.path;
  return {};
}

}  // namespace allocscale
