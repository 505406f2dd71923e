#include "harness/model/pairs.hpp"

#include "harness/model/cell.hpp"

namespace allocscale {

bool can_be_paired(const Cell& cell, int capacity) {
  return cell.workers > 1 && cell.workers <= capacity && cell.start == StartMethod::exec &&
         cell.placement != Placement::none && cell.siblings == Siblings::self &&
         cell.iterations >= fewest_paired_iterations;
}

}  // namespace allocscale
