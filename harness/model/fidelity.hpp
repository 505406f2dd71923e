// A model held beside the program that it stands for: the pairs of an experiment, and what each of their
// tasks asked of malloc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace allocscale {

/// One kernel under one layout, and the command of the same experiment that does the same task. The start-up
/// of each side is measured too and taken away.
struct FidelityPair {
  std::string model;             // a kernel
  std::string layout;            // of the model
  std::uint64_t size = 0;        // elements, of both sides
  std::uint64_t start_size = 1;  // elements; the kernel at this size is the model's start-up
  std::string program;           // a command
  std::string variant;           // of the command and of `start_up`
  std::string start_up;          // a command that only starts what the program runs in
  std::vector<std::string> why;  // what is known of differences, a sentence each

  friend bool operator==(const FidelityPair&, const FidelityPair&) = default;
};

/// The calls that one launch made of one function with requests of one size class.
struct RequestCount {
  std::string function;          // "malloc", "calloc", "realloc", "posix_memalign"; "free", of no class
  std::uint64_t most_bytes = 0;  // the largest request of the class
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;  // asked for by all of them

  friend bool operator==(const RequestCount&, const RequestCount&) = default;
};

/// All requests of one launch: of a kernel under a layout, or of a command in a variant, whose size is 0.
struct CountedLaunch {
  std::string kernel;
  std::string layout;
  std::uint64_t size = 0;
  std::vector<RequestCount> requests;

  friend bool operator==(const CountedLaunch&, const CountedLaunch&) = default;
};

}  // namespace allocscale
