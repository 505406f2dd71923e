// What the preloaded libraries write of a process, and the harness reads: one record each time, appended to a
// file by a single write. The witness (allocators/witness) tells who owns malloc; the counter
// (allocators/counter) what was asked of it.
//
// A record is a RecordHead and a body, in the byte order and with the numbers of this machine, filled with
// zeros to a multiple of 8 bytes. A text of the body is its length (u16) and its bytes, without a zero. The
// body is
//   texts: path of the executable, name of the thread that wrote (comm)
//   started, forked: texts: family of the allocator that owns malloc (empty: none that is known), its version
//                    (empty: it does not tell); u16: objects; of each object a u16, bit i of which says that
//                    it owns witnessed_symbols[i], and its path as a text
//   counted:         u64: calls of free and delete with a block; u16: entries; of each a SizeCount
// A reader passes over a kind that it does not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace allocscale::protocol {

/// The variables that name the file of each library. The file must be there; nobody else makes it.
inline constexpr const char* witness_variable = "ALLOCSCALE_WITNESS";
inline constexpr const char* counter_variable = "ALLOCSCALE_COUNTER";

/// The file names of the libraries, in <prefix>/lib/allocscale.
inline constexpr const char* witness_library = "liballocscale-witness.so";
inline constexpr const char* counter_library = "liballocscale-counter.so";

enum class RecordKind : std::uint16_t {
  started = 1,  // a program was executed
  forked = 2,   // the child of a fork, which shares its parent's code
  ended = 3,    // reserved: what a process knows at its end
  counted = 4,  // by the counter, when the process exits
};

inline constexpr std::uint32_t record_magic = 0x72577341;  // the bytes "AsWr"
inline constexpr std::uint16_t record_format = 1;

struct RecordHead {
  std::uint32_t magic = record_magic;
  std::uint16_t format = record_format;
  std::uint16_t kind = 0;   // RecordKind
  std::uint32_t bytes = 0;  // of the whole record
  std::uint32_t check = 0;  // checksum of all that follows this field
  std::int32_t pid = 0;
  std::int32_t parent = 0;
  std::int64_t at_ns = 0;  // CLOCK_MONOTONIC
};
static_assert(sizeof(RecordHead) == 32);

inline constexpr std::size_t record_checked_from = offsetof(RecordHead, pid);
inline constexpr std::size_t record_step = 8;
inline constexpr std::size_t longest_record = 8192;

/// FNV-1a, 32 bits: tells a torn record, not a forged one.
[[nodiscard]] constexpr std::uint32_t record_checksum(std::string_view bytes) {
  std::uint32_t sum = 2166136261U;
  for (const char byte : bytes) sum = (sum ^ static_cast<unsigned char>(byte)) * 16777619U;
  return sum;
}

/// In the order of allocators::allocation_symbols.
inline constexpr std::string_view witnessed_symbols[] = {
    "malloc",
    "calloc",
    "realloc",
    "free",
    "posix_memalign",
    "operator new",
    "operator new[]",
    "operator delete",
    "operator delete[]",
    "operator delete(size_t)",
    "operator delete[](size_t)",
    "operator new(align_val_t)",
    "operator new[](align_val_t)",
    "operator delete(align_val_t)",
    "operator delete[](align_val_t)",
};
static_assert(std::size(witnessed_symbols) <= 16);

/// The functions that ask for a block, as the counter numbers them. A plain operator new counts as malloc, an
/// aligned one as posix_memalign.
inline constexpr std::string_view counted_functions[] = {"malloc", "calloc", "realloc", "posix_memalign"};

/// Requests of one size class made of one function.
struct SizeCount {
  std::uint16_t function = 0;  // of counted_functions
  std::uint16_t size_class = 0;
  std::uint32_t unused = 0;
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;  // asked for
};
static_assert(sizeof(SizeCount) == 24);

/// Size classes: 0 bytes; up to 1 KiB in steps of 16 bytes; then up to each power of two.
inline constexpr std::size_t fine_step_bytes = 16;
inline constexpr std::size_t fine_classes = 64;
inline constexpr std::size_t size_classes = 1 + fine_classes + (64 - 10);

/// The class of a request.
[[nodiscard]] constexpr std::size_t size_class(std::uint64_t bytes) {
  if (bytes <= fine_step_bytes * fine_classes) return (bytes + fine_step_bytes - 1) / fine_step_bytes;
  return fine_classes + static_cast<std::size_t>(64 - __builtin_clzll(bytes - 1)) - 10;
}

/// The most bytes that a request of the class has.
[[nodiscard]] constexpr std::uint64_t class_bytes(std::size_t size_class) {
  if (size_class <= fine_classes) return size_class * fine_step_bytes;
  const std::size_t power = size_class - fine_classes + 10;
  return power >= 64 ? UINT64_MAX : std::uint64_t{1} << power;
}

static_assert(size_class(0) == 0 && size_class(1) == 1 && size_class(16) == 1 && size_class(17) == 2);
static_assert(size_class(1024) == 64 && size_class(1025) == 65 && size_class(2048) == 65);
static_assert(size_class(2049) == 66 && size_class(UINT64_MAX) == size_classes - 1);
static_assert(class_bytes(64) == 1024 && class_bytes(65) == 2048 &&
              class_bytes(size_classes - 1) == UINT64_MAX);

}  // namespace allocscale::protocol
