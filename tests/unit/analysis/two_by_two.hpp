// Two layouts by two allocators, alone, with a known truth: for the tests of comparisons like with like.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "harness/selftest/made_trial.hpp"

namespace allocscale {

// Copy of 20,000: contiguous mimalloc is 26 % slower than contiguous glibc, and 85 % faster than boxed glibc.
class TwoByTwo : public testing::Test {
 protected:
  TwoByTwo() {
    dataset.run.baseline = {"boxed", "glibc"};
    dataset.run.capacity = 2;
    for (const char* layout : {"boxed", "contiguous"})
      for (const char* allocator : {"glibc", "mimalloc"})
        dataset.run.cells.push_back(made_cell(layout, allocator, 1));
  }

  void run(std::size_t cell, int block, double ns, bool twin = false, int sub_block = 0) {
    MadeValues values;
    values.warm_ns = ns * (1 + 0.05 * block);  // a drift that pairing takes out
    add_trial(dataset, cell, block, made_result(dataset.run.cells[cell], values), twin).planned.sub_block =
        sub_block;
  }

  void run_blocks(int blocks) {
    for (int block = 0; block < blocks; ++block) {
      const double noise = std::exp(block % 2 == 0 ? 0.01 : -0.01);
      run(0, block, 100e6);
      run(1, block, 60e6 * noise);
      run(2, block, 100e6 * 0.15 / 1.26 * noise);
      run(3, block, 100e6 * 0.15);
      run(0, block, 100e6 * noise, true);
    }
  }

  // boxed glibc, then its arm in half the time, then another start that takes a tenth more.
  void run_arm_and_setting(int blocks) {
    dataset.run.cells = {made_cell("boxed", "glibc", 1), made_cell("boxed", "glibc:retain", 1),
                         made_cell("boxed", "glibc", 1)};
    dataset.run.cells[2].start = StartMethod::fork;
    dataset.run.baseline.levels = {{"start", "exec"}};
    for (int block = 0; block < blocks; ++block) {
      run(0, block, 100e6);
      run(1, block, 50e6);
      run(2, block, 110e6);
    }
  }

  Dataset dataset;
};

}  // namespace allocscale
