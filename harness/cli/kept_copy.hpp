// The copy of a run's store (--store-copy), and what is said of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/store/store_copy.hpp"

namespace allocscale {

/// A run goes on where its copy cannot be written: that is said when it first happens and at the last write.
class KeptCopy {
 public:
  /// Makes the store from the copy where there is none, and says so. Does nothing here and below where `copy`
  /// is empty. Throws RequestError where the copy is the store itself or no store.
  KeptCopy(const std::filesystem::path& copy, std::filesystem::path store, const std::string& node);

  /// Brings in, and says, what another process has written into the copy.
  void take_in(Store& store);

  void write(Store& store);

  /// Whether the last write succeeded; complains where it did not.
  [[nodiscard]] bool is_current() const;

 private:
  void tell(const std::vector<MergedRun>& merged) const;

  std::optional<StoreCopy> copy_;
  std::filesystem::path store_;
  std::string failure_;  // of the last write; empty: it succeeded
  bool told_ = false;
};

}  // namespace allocscale
