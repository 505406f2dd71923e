#include "harness/launch/worker_command.hpp"

#include <fmt/format.h>

#include "harness/model/asked_event.hpp"
#include "harness/model/factor.hpp"

namespace allocscale {
namespace {

std::string with_commas(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

std::vector<std::string> task_words(const Cell& cell) {
  return {"--kernel",     cell.kernel,
          "--layout",     cell.layout,
          "--size",       std::to_string(cell.size),
          "--iterations", std::to_string(cell.iterations)};
}

std::vector<std::string> sibling_words(const Cell& cell, const SiblingTask& task) {
  std::vector<std::string> words = task_words(cell_of_sibling(cell, task));
  words.insert(words.end(), {"--accompany", task.operations_per_s ? std::to_string(*task.operations_per_s)
                                                                  : std::string("full")});
  return words;
}

}  // namespace

std::string event_words(const std::vector<EventCode>& codes) {
  std::string text;
  for (const EventCode& code : codes) text += (text.empty() ? "" : ",") + event_code_text(code);
  return text;
}

std::vector<std::string> history_words(const Cell& cell) {
  if (cell.history == History::fresh) return {};
  return {"--history", std::string(level_of(find_factor("history"), cell))};
}

std::optional<std::int64_t> stack_limit(const Cell& cell) {
  constexpr std::int64_t large = std::int64_t{64} << 20;
  return cell.stack == StackSize::large ? std::optional(large) : std::nullopt;
}

std::vector<std::string> worker_arguments(const TrialOrder& order, int worker,
                                          const std::optional<Seat>& seat) {
  const Cell& cell = order.cell;
  std::vector<std::string> arguments = {order.runner_path};
  const auto append = [&](const std::vector<std::string>& words) {
    arguments.insert(arguments.end(), words.begin(), words.end());
  };
  append(is_sibling(cell, worker) ? sibling_words(cell, *order.siblings) : task_words(cell));
  append(order.runner_arguments);
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
  if (cell.result == ReturnedResult::returned && !is_sibling(cell, worker))
    arguments.insert(arguments.end(), {"--result", "returned"});
  append(history_words(cell));
  if (!order.numa_nodes.empty())
    arguments.insert(arguments.end(), {"--interleave", with_commas(order.numa_nodes)});
  if (!order.asked_events.empty())
    arguments.insert(arguments.end(), {"--events", event_words(order.asked_events)});
  if (!order.cpus.empty() && alone) add("--cpu", order.cpus.at(static_cast<std::size_t>(worker)));
  if (!order.cpus.empty() && !alone) arguments.insert(arguments.end(), {"--cpus", with_commas(order.cpus)});
  if (seat) {
    add("--rendezvous", seat->rendezvous_fd);
    if (alone) add("--worker", worker);
    add("--parent", seat->parent);
    if (order.pairs)
      append({"--paired", *order.pairs == PairOrder::alone_first ? "alone-first" : "together-first"});
  }
  return arguments;
}

int processes_of(const Cell& cell) { return cell.start == StartMethod::exec ? cell.workers : 1; }

}  // namespace allocscale
