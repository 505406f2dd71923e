#include "harness/launch/worker_command.hpp"

namespace allocscale {
namespace {

std::string with_commas(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

}  // namespace

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
  const bool alone = cell.start == StartMethod::exec;
  if (!alone) {
    arguments.insert(arguments.end(), {"--start", cell.start == StartMethod::fork ? "fork" : "thread"});
    add("--workers", cell.workers);
  }
  if (cell.huge_pages == HugePages::never) arguments.insert(arguments.end(), {"--huge-pages", "never"});
  if (cell.history == History::raised) arguments.insert(arguments.end(), {"--history", "raised"});
  if (!order.numa_nodes.empty())
    arguments.insert(arguments.end(), {"--interleave", with_commas(order.numa_nodes)});
  if (!order.cpus.empty() && alone) add("--cpu", order.cpus.at(static_cast<std::size_t>(worker)));
  if (!order.cpus.empty() && !alone) arguments.insert(arguments.end(), {"--cpus", with_commas(order.cpus)});
  if (seat) {
    add("--rendezvous", seat->rendezvous_fd);
    if (alone) add("--worker", worker);
    add("--parent", seat->parent);
  }
  return arguments;
}

int processes_of(const Cell& cell) { return cell.start == StartMethod::exec ? cell.workers : 1; }

}  // namespace allocscale
