// Where a plant can be put: into what a layout's lists do at each event, and into each round of the task.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "kernels/parts/boxed_slots.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/ghost_slots.hpp"
#include "kernels/parts/inline_slots.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list.hpp"
#include "kernels/planted/parts/toll.hpp"

namespace allocscale::kernels::planted {

/// A plant that does nothing. The others derive from it and say what they do otherwise.
struct NoPlant {
  // Where each event costs n ns for every other worker.
  static constexpr bool at_requests = false;  // to an allocator: as many as the kernel declares
  static constexpr bool at_counts = false;    // references taken, each a count written
  static constexpr bool at_reads = false;     // of an element through a pointer to it

  /// Asked of the layout's Memory in each round, alone too: a rehearsal must ask for what its replay asks
  /// for.
  static constexpr std::uint64_t buffers = 0;
  static constexpr std::size_t buffer_bytes = 0;  // each
  /// Memory beside that, which no allocator knows of.
  static std::size_t mapped_bytes() { return 0; }
  /// Time that a round of dose n spins for each other worker, events aside.
  static constexpr std::uint64_t round_ns(std::uint64_t) { return 0; }

  /// One for a task; `act` begins a round.
  struct Round {
    template <class Memory>
    void act(Memory&, std::uint64_t, std::uint32_t) {}
  };
};

/// M, which pays for what reaches an allocator: nothing where the blocks are replayed or pooled.
template <class Plant, parts::Memory M>
struct PlantedMemory : M {
  void* take_element(std::size_t bytes) {
    if constexpr (Plant::at_requests && !parts::pools_elements<M>()) toll.pay(1);
    return M::take_element(bytes);
  }
  void* take_buffer(std::size_t bytes) {
    pay_for_buffer(bytes);
    return M::take_buffer(bytes);
  }
  void* grow_buffer(void* block, std::size_t held, std::size_t bytes) {
    pay_for_buffer(bytes);
    return M::grow_buffer(block, held, bytes);
  }

 private:
  static void pay_for_buffer(std::size_t bytes) {
    if constexpr (Plant::at_requests) toll.pay(parts::buffer_calls<M>(bytes));
  }
};

/// BoxedSlots that pay for counts and for reads. A whole list pays at once, so that the plant itself adds
/// nothing to an element: a test for each read made the task alone a third slower.
template <class Plant, class Boxed>
struct PlantedSlots : Boxed {
  using Memory = typename Boxed::Memory;
  using Item = typename Boxed::Item;

  /// Before that many elements are read through their pointers.
  static void pay_for_reads(std::size_t count) {
    if constexpr (Plant::at_reads) toll.pay(count);
  }
  static void retain(Item item) {
    pay_for_counts(1);
    Boxed::retain(item);
  }
  static void copy(Item* to, const Item* from, std::size_t count) {
    pay_for_counts(count);
    Boxed::copy(to, from, count);
  }

 private:
  static void pay_for_counts(std::size_t count) {
    if constexpr (Plant::at_counts && Boxed::counts) toll.pay(count);
  }
};

/// What the slots of a list become when the plant is in them: one line for each kind, never called.
template <class Plant, class M, class E, class C>
PlantedSlots<Plant, parts::BoxedSlots<PlantedMemory<Plant, M>, E, C>> plant_in(
    const parts::BoxedSlots<M, E, C>&);
template <class Plant, class M, class E>
parts::GhostSlots<PlantedMemory<Plant, M>, E> plant_in(const parts::GhostSlots<M, E>&);
template <class Plant, class M, class E>
parts::InlineSlots<PlantedMemory<Plant, M>, E> plant_in(const parts::InlineSlots<M, E>&);

/// Layouts whose lists of ints are known to plant in.
template <class L>
concept Plantable = requires(const typename L::template List<parts::Int>::Slots& slots) {
  plant_in<NoPlant>(slots);
};

/// The list of ints of the layout, with the plant in it.
template <class Plant, Plantable L>
using PlantedList = parts::List<decltype(plant_in<Plant>(
    std::declval<const typename L::template List<parts::Int>::Slots&>()))>;

}  // namespace allocscale::kernels::planted
