// The block of a CPython 3.11 dict: a header, the hash table of indices, the entries in order of insertion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kernels/parts/dict_growth.hpp"

namespace allocscale::kernels::parts {

/// The header; indices and entries follow it in the same block. After PyDictKeysObject.
struct DictTable {
  std::int64_t references;
  std::uint8_t log2_size;
  std::uint8_t log2_index_bytes;
  std::uint8_t kind;
  std::uint32_t version;
  std::int64_t usable;  // entries that still fit
  std::int64_t used;

  /// Writes the whole block, as CPython does: every index empty, every entry zero.
  void initialise(int log2) {
    references = 1;
    log2_size = static_cast<std::uint8_t>(log2);
    log2_index_bytes = static_cast<std::uint8_t>(dict_log2_index_bytes(log2));
    kind = 0;
    version = 0;
    usable = static_cast<std::int64_t>(dict_usable(log2));
    used = 0;
    std::memset(indices(), 0xff, std::size_t{1} << log2_index_bytes);
    std::memset(entries(), 0, dict_entry_bytes * dict_usable(log2));
  }

  [[nodiscard]] std::size_t mask() const { return (std::size_t{1} << log2_size) - 1; }
  [[nodiscard]] std::byte* indices() { return reinterpret_cast<std::byte*>(this + 1); }
  [[nodiscard]] const std::byte* indices() const { return reinterpret_cast<const std::byte*>(this + 1); }
  [[nodiscard]] std::byte* entries() { return indices() + (std::size_t{1} << log2_index_bytes); }
  [[nodiscard]] const std::byte* entries() const { return indices() + (std::size_t{1} << log2_index_bytes); }

  /// The entry that a slot names, or -1 for an empty slot.
  [[nodiscard]] std::int64_t index(std::size_t slot) const {
    switch (log2_index_bytes - log2_size) {
      case 0:
        return reinterpret_cast<const std::int8_t*>(indices())[slot];
      case 1:
        return reinterpret_cast<const std::int16_t*>(indices())[slot];
      case 2:
        return reinterpret_cast<const std::int32_t*>(indices())[slot];
      default:
        return reinterpret_cast<const std::int64_t*>(indices())[slot];
    }
  }
  void set_index(std::size_t slot, std::int64_t entry) {
    switch (log2_index_bytes - log2_size) {
      case 0:
        reinterpret_cast<std::int8_t*>(indices())[slot] = static_cast<std::int8_t>(entry);
        break;
      case 1:
        reinterpret_cast<std::int16_t*>(indices())[slot] = static_cast<std::int16_t>(entry);
        break;
      case 2:
        reinterpret_cast<std::int32_t*>(indices())[slot] = static_cast<std::int32_t>(entry);
        break;
      default:
        reinterpret_cast<std::int64_t*>(indices())[slot] = entry;
    }
  }
};

static_assert(sizeof(DictTable) == dict_header_bytes);

/// The order in which slots are looked at: all bits of the hash come into play, five at a time.
class DictProbe {
 public:
  DictProbe(std::int64_t hash, std::size_t mask)
      : mask_(mask), perturb_(static_cast<std::size_t>(hash)), slot_(perturb_ & mask) {}
  [[nodiscard]] std::size_t slot() const { return slot_; }
  void next() {
    perturb_ >>= 5;
    slot_ = (slot_ * 5 + perturb_ + 1) & mask_;
  }

 private:
  std::size_t mask_;
  std::size_t perturb_;
  std::size_t slot_;
};

}  // namespace allocscale::kernels::parts
