// Rehearsal and replay in one process, for tests. The rehearsal's heap still owns its pages here, so the
// replay takes place at the same addresses moved by one distance; that a trial's are not moved is for tests
// of the runner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/contract/registry.hpp"
#include "kernels/replay/page_set.hpp"
#include "kernels/replay/recording.hpp"

namespace allocscale::kernels {

/// What is recorded from here on, until the end of its life, goes into it; another that was begun before goes
/// on then.
class RecordingRoom {
 public:
  RecordingRoom();
  RecordingRoom(const RecordingRoom&) = delete;
  RecordingRoom& operator=(const RecordingRoom&) = delete;
  ~RecordingRoom();
  [[nodiscard]] std::span<const std::uintptr_t> addresses() const;
  [[nodiscard]] const PageSet& pages() const { return pages_; }

 private:
  Recorder before_;
  PageSet pages_;
  std::span<std::uintptr_t> room_;
};

/// The recorded pages, moved and present; the player at the first address.
class Stage {
 public:
  /// Subtracted from every address.
  static constexpr std::uintptr_t distance = 0x3000'0000'0000;

  explicit Stage(const RecordingRoom& room);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

 private:
  std::vector<PageRun> runs_;
  std::vector<std::uintptr_t> addresses_;
};

/// Where the binding needs a rehearsal: has it, and stands ready for the replay. Else nothing.
class Rehearsed {
 public:
  Rehearsed(const Binding& binding, std::uint64_t n, int iterations = 1);
  /// Whether the replay has asked for all that the rehearsal asked for, and for nothing else.
  [[nodiscard]] bool played_to_the_end() const;

 private:
  std::optional<RecordingRoom> room_;
  std::optional<Stage> stage_;
};

}  // namespace allocscale::kernels
