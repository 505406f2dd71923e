// The task that every planted kernel has, whatever its plant: small, in cache, the same work at every dose.
#pragma once

#include <cstdint>
#include <string_view>

#include "kernels/contract/contract.hpp"
#include "kernels/contract/peers.hpp"
#include "kernels/parts/demand.hpp"
#include "kernels/parts/int_element.hpp"
#include "kernels/parts/list_checksum.hpp"
#include "kernels/parts/support.hpp"
#include "kernels/planted/parts/plant.hpp"
#include "kernels/planted/parts/toll.hpp"

namespace allocscale::kernels::planted {

/// In each round a list of new ints is made by append, copied again and again, every copy read and dropped,
/// and then the list: requests for objects and for buffers, count writes, and reads through pointers. The
/// size n is the dose of the plant for each other worker that runs, which is looked up once a round. `small`
/// is chosen to lose about half of the time alone with two workers: 12 µs a round on the virtual machine (AMD
/// EPYC, glibc 2.36) that it was chosen on, 281 requests and 2,048 reads and counts.
template <class Plant>
struct Body {
  static constexpr std::uint64_t rounds = 600;
  static constexpr std::uint64_t elements = 256;  // 12 KiB of glibc's blocks: half of a first-level cache
  static constexpr std::uint64_t copies = 8;
  static constexpr parts::Int::Value first = 1000;  // none of the ints is shared

  template <class L>
  static constexpr std::string_view unsupported() {
    if constexpr (parts::StoresLists<L, parts::Int> && !Plantable<L>)
      return "the plant sits in the slots of a list's buffer, and the layout's lists have none";
    return parts::needs_list<L, parts::Int>();
  }

  template <class L>
  static Work work(std::uint64_t n) {
    using Demand = parts::ListDemand<PlantedList<Plant, L>>;
    using Memory = typename PlantedList<Plant, L>::Memory;
    const parts::ListGrowth growth = Demand::growth(elements);
    const std::uint64_t asked = Plant::buffers * parts::buffer_calls<Memory>(Plant::buffer_bytes);
    Work work = {.operations = rounds * copies * elements,
                 .logical_bytes = rounds * copies * 16 * elements,
                 .element_allocations = rounds * Demand::Elements::calls(Demand::made(elements, elements)),
                 .buffer_allocations =
                     rounds * (growth.reallocations + copies * Demand::exact_calls(elements) + asked),
                 .buffer_request_bytes =
                     rounds * (Demand::bytes(growth.requested) + copies * Demand::exact_bytes(elements) +
                               asked * Plant::buffer_bytes)};
    work.planted_ns = rounds * Plant::round_ns(n) + n * events<L>(work);
    return work;
  }

  /// The list, one copy, and what the plant has.
  template <class L>
  static Footprint footprint(std::uint64_t) {
    using Demand = parts::ListDemand<PlantedList<Plant, L>>;
    const std::uint64_t objects = Demand::made(elements, elements);
    return {.elements = objects,
            .element_bytes = PlantedList<Plant, L>::Slots::element_bytes,
            .buffer_bytes = Demand::bytes(Demand::growth(elements).capacity + elements) +
                            Demand::Elements::side_bytes(objects) + Plant::buffers * Plant::buffer_bytes +
                            Plant::mapped_bytes()};
  }

  /// Everything that was read, and the dose.
  static std::uint64_t expected(std::uint64_t n) {
    Checksum checksum;
    for (std::uint64_t copy = 0; copy < rounds * copies; ++copy)
      for (std::uint64_t i = 0; i < elements; ++i) checksum.add(static_cast<std::uint64_t>(first) + i);
    checksum.add(n);
    return checksum.value();
  }

  static double seconds(std::uint64_t) { return 1e-2; }

  template <class L>
  class Task {
   public:
    explicit Task(std::uint64_t n) : n_(n) {}

    void build() {}

    void operate() {
      for (std::uint64_t round = 0; round < rounds; ++round) {
        const std::uint32_t others = peers.others();
        toll.set(n_ * others);
        plant_.act(memory_, n_, others);
        make_read_and_drop();
      }
      toll.close();
    }

    [[nodiscard]] std::uint64_t checksum() const {
      Checksum checksum = read_;
      checksum.add(n_);
      return checksum.value();
    }

    void teardown() { read_ = {}; }

   private:
    using List = PlantedList<Plant, L>;

    void make_read_and_drop() {
      using Slots = typename List::Slots;
      parts::expect_elements<Slots>(memory_, elements);
      List list(memory_);
      for (std::uint64_t i = 0; i < elements; ++i)
        list.append(Slots::make(memory_, first + static_cast<parts::Int::Value>(i)));
      for (std::uint64_t copy = 0; copy < copies; ++copy) {
        List copied = list.copy();
        if constexpr (requires { Slots::pay_for_reads(elements); }) Slots::pay_for_reads(elements);
        parts::add_elements(read_, copied);
        copied.drop();
      }
      list.drop_last();
    }

    std::uint64_t n_;
    Checksum read_;
    [[no_unique_address]] typename Plant::Round plant_;
    [[no_unique_address]] typename List::Memory memory_;
  };

 private:
  // Of an iteration, those that the plant is at.
  template <class L>
  static std::uint64_t events(const Work& work) {
    using Slots = typename PlantedList<Plant, L>::Slots;
    std::uint64_t all = 0;
    if (Plant::at_requests) all += work.element_allocations + work.buffer_allocations;
    if constexpr (requires { Slots::counts; }) {
      if (Plant::at_reads) all += work.operations;
      if (Plant::at_counts && Slots::counts) all += work.operations;
    }
    return all;
  }
};

}  // namespace allocscale::kernels::planted
