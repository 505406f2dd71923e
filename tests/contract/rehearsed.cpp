#include "tests/contract/rehearsed.hpp"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>

#include "tests/contract/task_storage.hpp"

namespace allocscale::kernels {
namespace {

constexpr std::size_t most_blocks = std::size_t{1} << 30;  // address space; memory comes with what is written

// Layouts are tested as their rehearsals where a test drives them by hand.
const RecordingRoom of_every_test;

void require(bool holds, const char* what) {
  if (holds) return;
  std::perror(what);
  std::abort();
}

}  // namespace

RecordingRoom::RecordingRoom() : before_(recorder) {
  void* const memory = mmap(nullptr, most_blocks * sizeof(std::uintptr_t), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  require(memory != MAP_FAILED, "room for a recording");
  room_ = {static_cast<std::uintptr_t*>(memory), most_blocks};
  recorder.begin(room_, pages_);
}

RecordingRoom::~RecordingRoom() {
  munmap(room_.data(), room_.size_bytes());
  recorder = before_;
}

std::span<const std::uintptr_t> RecordingRoom::addresses() const {
  return room_.first(recorder.mark().blocks);
}

Stage::Stage(const RecordingRoom& room) {
  room.pages().for_each_run([this](const PageRun& run) {
    void* const wanted = reinterpret_cast<void*>(run.begin - distance);
    void* const found = mmap(wanted, run.bytes, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    require(found == wanted, "the stage");
    runs_.push_back({run.begin - distance, run.bytes});
  });
  for (const std::uintptr_t address : room.addresses()) addresses_.push_back(address - distance);
  player.begin(addresses_.data());
}

Stage::~Stage() {
  for (const PageRun& run : runs_) munmap(reinterpret_cast<void*>(run.begin), run.bytes);
}

Rehearsed::Rehearsed(const Binding& binding, std::uint64_t n, int iterations) {
  if (binding.rehearsal == nullptr) return;
  const Binding& rehearsal = *binding.rehearsal;
  const TaskStorage storage(rehearsal);
  room_.emplace();
  for (int i = 0; i < iterations; ++i) {
    rehearsal.create(storage.get(), n);
    rehearsal.build(storage.get());
    rehearsal.operate(storage.get());
    rehearsal.teardown(storage.get());
  }
  stage_.emplace(*room_);
}

bool Rehearsed::played_to_the_end() const { return !room_ || player.mark() == recorder.mark(); }

}  // namespace allocscale::kernels
