// What the runners on this machine offer, as they describe it themselves.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/facts.hpp"
#include "harness/model/program.hpp"

namespace allocscale {

/// What one iteration of a kernel under a layout does, as the kernel declares it.
struct DeclaredWork {
  std::int64_t operations = 0;     // on elements
  std::int64_t logical_bytes = 0;  // of list buffers, read and written
  std::int64_t element_allocations = 0;
  std::int64_t buffer_allocations = 0;
  std::optional<std::int64_t> planted_ns =
      {};  // spun for each other worker that runs, by a kernel that is planted
  /// Of elements' objects: read, and written back where their counts are written. Absent: the kernel does not
  /// declare all that its operation touches.
  std::optional<std::int64_t> element_bytes = {};

  friend bool operator==(const DeclaredWork&, const DeclaredWork&) = default;
};

/// What one kernel under one layout is predicted to need, at one size.
struct Demand {
  std::int64_t bytes = 0;  // of one worker, at its peak
  double seconds = 0;      // of one iteration, alone
  std::optional<DeclaredWork> work = std::nullopt;
  std::optional<std::int64_t> buffer_bytes = std::nullopt;  // asked of the allocator for lists, at the peak

  friend bool operator==(const Demand&, const Demand&) = default;
};

struct LayoutOffer {
  std::string name;
  std::string question;     // what the layout isolates, one sentence
  std::string unsupported;  // why the kernel does not run under it; empty when it does
  LayoutFacts facts = {};
  bool usual = false;                                    // used if no layout is named
  std::optional<StartedProgram> program = std::nullopt;  // a variant of a program task; no runner has one
};

struct KernelOffer {
  std::string name;
  std::string question;
  KernelFacts facts;
  std::uint64_t small = 0;
  std::uint64_t paper = 0;
  std::uint64_t largest = 0;
  int small_iterations = 1;  // the cold one included, so that a trial of size small takes 0.1–0.5 s
  std::vector<LayoutOffer> layouts;
};

/// A policy arm of an allocator, as its runner declares it.
struct ArmOffer {
  std::string name;                      // as in the allocator's level "glibc:retain"
  bool keeps_memory = false;             // freed memory stays mapped; otherwise it is given back at once
  std::vector<std::string> environment;  // NAME=value
  std::string why_not;                   // why there is none; empty when there is
  std::uint64_t proof_bytes = 0;         // allocated, filled and freed to see whether the arm acts …
  std::uint64_t proof_block_bytes = 0;   // … in blocks of this size
};

/// A variable of an allocator's environment, as its runner declares it.
struct KnobOffer {
  std::string name;
  std::string value;                    // to be tried with; empty: it is not tried
  std::string why_not;                  // why it is not; empty when it is
  std::uint64_t proof_bytes = 0;        // allocated, filled and freed to see whether the knob acts
  std::uint64_t proof_block_bytes = 0;  // … in blocks of this size
};

/// One runner-<allocator>; or that of the C library with another library preloaded; or either under a policy
/// arm.
struct Runner {
  std::string allocator;
  std::string path;
  std::string binary_hash;  // of the executable, 32 hex digits
  std::string description;  // one sentence
  std::string owner;        // file name prefix of the object that must own malloc
  std::string library_path;
  std::string version;
  std::string library_hash;  // of the library that owns malloc
  std::vector<KernelOffer> kernels;
  std::vector<ArmOffer> arms;
  std::vector<KnobOffer> knobs;          // beside those of the arms
  std::vector<std::string> arguments;    // of every process of it, e.g. --owner libmine.so
  std::vector<std::string> environment;  // NAME=value, beside the scrubbed one, e.g. LD_PRELOAD
  std::string huge_page_knob = {};  // NAME=value by which this allocator asks for huge pages; empty: none
  bool plain = false;               // it links no allocator: libraries are preloaded into it
  /// What sets the allocator beside its name: NAME=value of a level's variables, FILE=text of a file that it
  /// reads. Part of the build's identity.
  std::vector<std::string> settings = {};
  std::vector<std::string> arm_variables = {};  // of those of the environment, what its policy arm sets
};

struct Catalog {
  std::vector<Runner> runners;                 // ordered by name
  std::map<std::string, std::string> unbuilt;  // allocator -> why there is no runner for it
  std::map<std::string, std::string> silent;   // allocator -> why its runner, which is there, did not answer
};

[[nodiscard]] const Runner* find_runner(const Catalog& catalog, const std::string& allocator);
[[nodiscard]] const KernelOffer* find_kernel(const Runner& runner, const std::string& kernel);
[[nodiscard]] const LayoutOffer* find_layout(const KernelOffer& kernel, const std::string& layout);

/// Why there is no runner for the allocator; nothing where it has one, or where nobody knows the name. Throws
/// SetupError with the cause where its runner is there and did not answer: to go on without it would be
/// another experiment.
[[nodiscard]] std::optional<std::string> why_missing(const Catalog& catalog, const std::string& allocator);

/// The names of all allocators: with a runner, without one, and with one that did not answer.
[[nodiscard]] std::vector<std::string> allocator_names(const Catalog& catalog);

/// The runner that libraries are preloaded into, or nullptr.
[[nodiscard]] const Runner* find_plain_runner(const Catalog& catalog);

/// What the kernels and layouts of all runners declare. All runners are built of the same ones.
[[nodiscard]] Facts declared_facts(const Catalog& catalog);

}  // namespace allocscale
