#include "harness/launch/trial_ending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <vector>

#include "harness/base/joined.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale {
namespace {

constexpr std::size_t most_named = 3;  // workers

std::string with_last_words(std::string message, const WorkerTrace& trace) {
  if (!trace.last_words.empty()) message += fmt::format("; last message: '{}'", trace.last_words);
  return message;
}

Outcome outcome_of_error(const std::string& reason) {
  if (reason == "out of memory") return Outcome::out_of_memory;
  if (reason == "wrong allocator") return Outcome::wrong_allocator;
  return Outcome::failed;
}

Outcome outcome_of_status(int status) {
  if (status == protocol::exit_out_of_memory) return Outcome::out_of_memory;
  if (status == protocol::exit_wrong_allocator) return Outcome::wrong_allocator;
  return Outcome::failed;
}

std::optional<TrialEnding> wrong_hello(const WorkerTrace& trace, const Cell& cell) {
  if (!trace.hello) return std::nullopt;
  if (!trace.hello->proven)
    return TrialEnding{Outcome::wrong_allocator,
                       fmt::format("worker {} is not what it says: {}", trace.worker, trace.hello->mismatch)};
  if (trace.hello->allocator != cell.allocator)
    return TrialEnding{Outcome::wrong_allocator,
                       fmt::format("worker {} runs on {}, the cell asks for {}", trace.worker,
                                   trace.hello->allocator, cell.allocator)};
  return std::nullopt;
}

std::optional<TrialEnding> wrong_answer(const WorkerTrace& trace) {
  if (!trace.result) return std::nullopt;
  const protocol::ResultMessage& result = *trace.result;
  if (!result.wrong_iteration && result.checksum == result.expected) return std::nullopt;
  return TrialEnding{Outcome::wrong_answer,
                     fmt::format("worker {} answered {} where {} is right, in iteration {}", trace.worker,
                                 result.checksum, result.expected, result.wrong_iteration.value_or(0))};
}

std::optional<TrialEnding> bad_exit(const WorkerTrace& trace, bool oom_kills_rose) {
  if (!trace.exit) return std::nullopt;
  std::string message = fmt::format("worker {} {}", trace.worker, describe(*trace.exit));
  if (trace.exit->signal == SIGKILL) {
    message += oom_kills_rose ? ", by the kernel for want of memory"
                              : ", not by the harness: it may have been the OOM killer";
    return TrialEnding{oom_kills_rose ? Outcome::out_of_memory : Outcome::failed,
                       with_last_words(message, trace)};
  }
  if (trace.exit->signal != 0) return TrialEnding{Outcome::failed, with_last_words(message, trace)};
  if (trace.exit->code == 0 && trace.result) return std::nullopt;
  if (trace.exit->code == 0) message += " without a result";
  return TrialEnding{outcome_of_status(trace.exit->code), with_last_words(message, trace)};
}

std::string progress(const WorkerTrace& trace) {
  if (!trace.hello) return "before it was ready";
  return trace.result ? "after its result" : "while running";
}

bool is_busy(const WorkerTrace& trace) { return trace.uses_cpu && !trace.exit; }

}  // namespace

std::optional<TrialEnding> trouble_of(const WorkerTrace& trace, const Cell& cell, bool oom_kills_rose) {
  if (auto wrong = wrong_hello(trace, cell)) return wrong;
  if (trace.error && trace.program && trace.error->reason == "program")
    return TrialEnding{Outcome::failed, fmt::format("copy {} {}", trace.worker, trace.error->message)};
  if (trace.error)
    return TrialEnding{
        outcome_of_error(trace.error->reason),
        fmt::format("worker {}: {}: {}", trace.worker, trace.error->reason, trace.error->message)};
  if (!trace.fault.empty())
    return TrialEnding{Outcome::failed, fmt::format("worker {} {}", trace.worker, trace.fault)};
  if (auto wrong = wrong_answer(trace)) return wrong;
  return bad_exit(trace, oom_kills_rose);
}

TrialEnding deadline_ending(std::span<const WorkerTrace> traces, double deadline_seconds) {
  const bool some_busy = std::any_of(traces.begin(), traces.end(), is_busy);
  std::vector<std::string> busy, hung;
  for (const WorkerTrace& trace : traces) {
    const bool waits_for_others = (trace.hello && !trace.released) || (trace.pairs && some_busy);
    if (is_busy(trace))
      busy.push_back(fmt::format("worker {} {}", trace.worker, progress(trace)));
    else if (!trace.exit && !waits_for_others)
      hung.push_back(fmt::format("worker {} hung {}", trace.worker, progress(trace)));
  }
  if (hung.empty() && some_busy)
    return {Outcome::timed_out, fmt::format("not done after {} s, using a CPU: {}; --deadline gives longer",
                                            deadline_seconds, some_of(busy, most_named))};
  std::string message =
      fmt::format("the deadline of {} s passed: {}", deadline_seconds, some_of(hung, most_named));
  if (some_busy) message += fmt::format("; not done, using a CPU: {}", some_of(busy, most_named));
  return {Outcome::timed_out, message};
}

TrialEnding final_ending(std::span<const WorkerTrace> traces) {
  for (const WorkerTrace& trace : traces)
    if (!trace.sibling && !trace.program && trace.result->checksum != traces.front().result->checksum)
      return {Outcome::wrong_answer, fmt::format("worker {} answered {}, worker 0 {}", trace.worker,
                                                 trace.result->checksum, traces.front().result->checksum)};
  return {};
}

}  // namespace allocscale
