#include "harness/launch/worker_command.hpp"

namespace allocscale {

std::vector<std::string> scrubbed_environment(const std::vector<std::string>& knobs) {
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LANG=C"};
  environment.insert(environment.end(), knobs.begin(), knobs.end());
  return environment;
}

std::vector<std::string> worker_environment(const TrialOrder& order) {
  std::vector<std::string> environment = order.environment;
  environment.push_back("ALLOCSCALE_PAD=" +
                        std::string(static_cast<std::size_t>(order.environment_pad), 'x'));
  return environment;
}

std::vector<std::string> worker_arguments(const TrialOrder& order, int worker,
                                          const std::optional<Seat>& seat) {
  const Cell& cell = order.cell;
  std::vector<std::string> arguments = {order.runner_path,
                                        "--kernel",
                                        cell.kernel,
                                        "--layout",
                                        cell.layout,
                                        "--size",
                                        std::to_string(cell.size),
                                        "--iterations",
                                        std::to_string(cell.iterations)};
  arguments.insert(arguments.end(), order.runner_arguments.begin(), order.runner_arguments.end());
  const auto add = [&](const char* option, long long value) {
    arguments.emplace_back(option);
    arguments.push_back(std::to_string(value));
  };
  if (!order.cpus.empty()) add("--cpu", order.cpus.at(static_cast<std::size_t>(worker)));
  if (seat) {
    add("--rendezvous", seat->rendezvous_fd);
    add("--worker", worker);
    add("--parent", seat->parent);
  }
  return arguments;
}

}  // namespace allocscale
