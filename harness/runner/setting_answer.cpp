#include "harness/runner/setting_answer.hpp"

#include <cstdint>

#include "allocators/contract/family.hpp"
#include "harness/runner/output.hpp"
#include "harness/runner/process.hpp"

namespace allocscale::runner {

int answer_setting(const Options& options) {
  require_allocator(options);
  LineWriter& line = output();
  line.begin("setting");
  if (const auto in_force = allocators::loaded_setting(options.owner, options.setting))
    line.field("in_force", std::int64_t{*in_force});
  line.end();
  return 0;
}

}  // namespace allocscale::runner
