// The memory file that a rehearsal leaves to the process that started it: addresses, the marks of the phases,
// and the pages that its blocks lay in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/model/phase.hpp"
#include "kernels/replay/page_set.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::runner {

/// The file as mapped: the header, a mark per phase of each iteration, then the addresses, from the next page
/// on, and behind them the runs of pages.
class RecordingFile {
 public:
  /// While a rehearsal writes: room for more addresses than any kernel has allocations. Only what is written
  /// takes memory. Fails the set-up where it cannot be mapped.
  [[nodiscard]] static RecordingFile writable(int fd, int iterations);
  /// What a rehearsal has left, present in memory, read only.
  [[nodiscard]] static RecordingFile finished(int fd, int iterations);
  void unmap();

  /// How far the rehearsal had come at the end of that phase.
  [[nodiscard]] const kernels::RecordingMark& mark(int iteration, std::size_t phase) const;
  void set_mark(int iteration, std::size_t phase, const kernels::RecordingMark& mark);
  [[nodiscard]] std::uint64_t blocks_in(int iteration, std::size_t phase) const;
  /// Bytes of the file; a process that has mapped it `finished` holds all of them in memory.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// Whether the rehearsal's memory lay in transparent huge pages, in part at least.
  [[nodiscard]] bool huge_pages() const { return header_->huge_pages != 0; }
  void set_huge_pages() { header_->huge_pages = 1; }
  [[nodiscard]] std::span<std::uintptr_t> room() const;
  [[nodiscard]] const std::uintptr_t* addresses() const;
  [[nodiscard]] std::span<const kernels::PageRun> runs() const;

  /// Writes the runs behind `blocks` addresses and cuts the file to its length.
  void finish(int fd, std::uint64_t blocks, const kernels::PageSet& pages);

 private:
  struct Header {
    std::uint64_t blocks;
    std::uint64_t runs;
    std::uint64_t huge_pages;
  };

  RecordingFile(void* memory, std::size_t bytes, int iterations);

  Header* header_;
  std::size_t bytes_;
  int iterations_;
};

}  // namespace allocscale::runner
