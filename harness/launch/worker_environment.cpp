#include "harness/launch/worker_environment.hpp"

#include <algorithm>

namespace allocscale {

std::vector<std::string> scrubbed_environment() { return {"PATH=/usr/bin:/bin", "LANG=C"}; }

std::vector<std::string> runner_environment(const Runner& runner) {
  std::vector<std::string> environment = scrubbed_environment();
  environment.insert(environment.end(), runner.environment.begin(), runner.environment.end());
  return environment;
}

std::vector<std::string> cell_environment(const Cell& cell, const Runner& runner) {
  const std::vector<std::string> environment = runner_environment(runner);
  return cell.huge_pages == HugePages::always ? with_knob(environment, runner.huge_page_knob) : environment;
}

std::vector<std::string> worker_environment(const TrialOrder& order) {
  std::vector<std::string> environment = order.environment;
  environment.push_back("ALLOCSCALE_PAD=" +
                        std::string(static_cast<std::size_t>(order.environment_pad), 'x'));
  return environment;
}

std::string preload_variable(const std::filesystem::path& library) {
  return "LD_PRELOAD=" + library.string();
}

std::vector<std::string> with_knob(std::vector<std::string> environment, const std::string& knob) {
  const std::size_t after_name = knob.find('=') + 1;
  const std::string name = knob.substr(0, after_name);
  const auto held = std::find_if(environment.begin(), environment.end(),
                                 [&](const std::string& word) { return word.starts_with(name); });
  if (held == environment.end())
    environment.push_back(knob);
  else
    *held += (name == "GLIBC_TUNABLES=" ? ":" : ",") + knob.substr(after_name);
  return environment;
}

}  // namespace allocscale
