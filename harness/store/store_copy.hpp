// The copy of a store in another folder, such as one that the nodes of a cluster share. The store itself lies
// on a disk of the node's own: SQLite's write-ahead log does not work on network file systems.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/store/store.hpp"

namespace allocscale {

/// Keeps the copy of one store. A reader of the copy sees a whole store at any time; SQLite never opens the
/// file to write, so that it needs no locks of that file system. What is in the copy is never lost: where
/// another process wrote it, its trials are brought into the store before it is replaced.
class StoreCopy {
 public:
  /// `node` is part of the names of drafts: several machines may write into the folder.
  StoreCopy(std::filesystem::path copy, const std::string& node);

  /// Makes the store from the copy where there is no store and there is a copy. True when it did. Throws
  /// RequestError, one line, where the copy is no store, or cannot be read.
  [[nodiscard]] bool restore(const std::filesystem::path& store);

  /// Brings into the store what the copy has and the store lacks, if anybody else wrote the copy since the
  /// last call. Returns what was brought, of each run. Throws as Store::open_read_only and Store::merge.
  [[nodiscard]] std::vector<MergedRun> take_in(Store& store);

  /// take_in() and write() while no other process does the same, as far as the file system has locks; a lock
  /// that is held for 10 s, or that there is none, is not waited for. Returns what was brought. Throws as
  /// both.
  [[nodiscard]] std::vector<MergedRun> update(Store& store, const std::filesystem::path& path);

  /// Replaces the copy by what `store`, whose file is `path`, holds now. Throws SetupError where it cannot be
  /// written: the copy is then as it was.
  void write(Store& store, const std::filesystem::path& path);

  [[nodiscard]] const std::filesystem::path& path() const { return copy_; }

 private:
  // By which a file that was replaced is known.
  struct Stamp {
    ino_t inode = 0;
    std::int64_t bytes = 0;
    std::int64_t changed_ns = 0;

    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  [[nodiscard]] std::optional<Stamp> stamp() const;

  std::filesystem::path copy_;
  std::string before_pid_;
  std::optional<Stamp> known_;
};

}  // namespace allocscale
