// A circumstance of a machine that may move results, as `doctor` finds it.
#pragma once

#include <string>

namespace allocscale {

struct Circumstance {
  std::string name;
  std::string state;      // what the machine says; "not shown" where it does not
  bool disturbs = false;  // in this state it moves results
  std::string effect;     // on results
  std::string advice;     // the command that changes it; empty when there is nothing to do
};

}  // namespace allocscale
