// What the preloaded libraries wrote of a tree of processes (harness/protocol/witness_record.hpp). The file
// was open to the programs that were run, so nothing in it is trusted: records that are torn are passed over,
// and a file that is too long is read as far as the limit. A program that wants to can still write false
// records.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "harness/protocol/witness_record.hpp"

namespace allocscale {

/// Owns some of the allocation functions.
struct WitnessedOwner {
  std::string path;                       // of the shared object, or of the executable
  std::vector<std::string_view> symbols;  // of protocol::witnessed_symbols, in their order
};

/// A process at the moment when a program began in it, or when it was forked. A process that executes one
/// program after another has several of these.
struct WitnessedProcess {
  pid_t pid = 0;  // as the process itself sees it, as is `parent`
  pid_t parent = 0;
  std::int64_t at_ns = 0;  // CLOCK_MONOTONIC
  bool forked = false;     // it runs its parent's program
  std::string executable;
  std::string name;     // of its first thread; 15 bytes
  std::string family;   // the known allocator that owns malloc, e.g. "jemalloc"; empty: none that is known
  std::string version;  // as the allocator says; empty: it does not tell
  std::vector<WitnessedOwner> owners;
};

/// What the counter saw of a process until its exit.
struct CountedProcess {
  pid_t pid = 0;
  pid_t parent = 0;
  std::int64_t at_ns = 0;  // CLOCK_MONOTONIC
  std::string executable;
  std::string name;
  std::uint64_t frees = 0;  // calls of free and delete with a block
  std::vector<protocol::SizeCount> requests;
};

/// All records of a file, in the order in which they were written.
struct WitnessRecords {
  std::vector<WitnessedProcess> processes;
  std::vector<CountedProcess> counts;
  std::size_t unread_bytes = 0;  // that are no record
  bool cut = false;              // the file is longer than what was read
};

inline constexpr std::size_t most_witness_bytes = std::size_t{16} << 20;

/// Reads the records of a file's first most_witness_bytes. No record is in a file that is not there or is no
/// regular file.
[[nodiscard]] WitnessRecords read_witnesses(const std::filesystem::path& file);

/// The same of the bytes of a file.
[[nodiscard]] WitnessRecords parse_witnesses(std::string_view bytes);

/// The path of the object that owns the symbol ("malloc"); empty where no object does.
[[nodiscard]] std::string_view owner_of(const WitnessedProcess& process, std::string_view symbol);

}  // namespace allocscale
