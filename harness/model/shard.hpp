// A part of an experiment, for one of several machines.
#pragma once

#include <string>

namespace allocscale {

/// Shard `number` of `count`. Each comparison is in `replicas` of the shards.
struct Shard {
  int number = 1;
  int count = 1;
  int replicas = 1;
  /// A hash of which comparison is in which shard. Shards of the same experiment that differ in it were
  /// split by programs that have other kernels, and may lack a comparison or have one twice.
  std::string split = {};

  friend bool operator==(const Shard&, const Shard&) = default;
};

}  // namespace allocscale
