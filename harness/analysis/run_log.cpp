#include "harness/analysis/run_log.hpp"

#include "harness/analysis/block_repeat.hpp"

namespace allocscale {

RunLog run_log(const Dataset& dataset) {
  return {dataset.replaced, disturbed_blocks(dataset), dataset.stop_checks};
}

}  // namespace allocscale
