// Room for one task that is known by its binding only.
#pragma once

#include <cstddef>
#include <new>

#include "kernels/contract/registry.hpp"

namespace allocscale::kernels {

class TaskStorage {
 public:
  explicit TaskStorage(const Binding& binding) : memory_(::operator new(binding.bytes, alignment)) {}
  TaskStorage(const TaskStorage&) = delete;
  TaskStorage& operator=(const TaskStorage&) = delete;
  ~TaskStorage() { ::operator delete(memory_, alignment); }
  [[nodiscard]] void* get() const { return memory_; }

 private:
  static constexpr std::align_val_t alignment{64};
  void* memory_;
};

}  // namespace allocscale::kernels
