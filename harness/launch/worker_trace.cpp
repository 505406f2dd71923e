#include "harness/launch/worker_trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include "harness/base/clean_text.hpp"
#include "harness/base/clock.hpp"
#include "harness/base/text_file.hpp"
#include "harness/protocol/rendezvous.hpp"

namespace allocscale {
namespace {

// Each overload takes one kind of message and returns what is wrong with it; empty: nothing.
std::string take_message(WorkerTrace& trace, const Cell&, protocol::Hello hello) {
  if (trace.hello) return "said hello twice";
  if (hello.protocol != protocol::protocol_version)
    return fmt::format("speaks protocol {}, this harness {}: build the runners and the harness together",
                       hello.protocol, protocol::protocol_version);
  trace.hello = std::move(hello);
  return {};
}

// A program tells of itself, and of what it left running: Phase::operate and Phase::teardown.
std::span<const Phase> phases_of(const WorkerTrace& trace) {
  static constexpr std::array all = {Phase::build, Phase::operate, Phase::teardown};
  return trace.program ? std::span(all).subspan(1) : std::span(all);
}

// Of a paired trial, worker 0 runs more iterations than the cell says: those alone.
int iterations_of(const WorkerTrace& trace, const Cell& cell) {
  return trace.pairs && trace.worker == 0 ? iterations_of_first(cell.iterations) : cell.iterations;
}

// Whether the iteration is alone; absent where the trial is not paired.
std::optional<bool> alone_in(const WorkerTrace& trace, int iteration) {
  if (!trace.pairs) return std::nullopt;
  return trace.worker == 0 && is_alone(iteration, *trace.pairs);
}

std::string take_message(WorkerTrace& trace, const Cell& cell, Sample sample) {
  if (!trace.released) return "sent a sample before it was released";
  const std::size_t index = trace.samples.size();
  const std::span<const Phase> phases = phases_of(trace);
  const auto iteration = static_cast<int>(index / phases.size());
  const Phase phase = phases[index % phases.size()];
  if (iteration >= iterations_of(trace, cell))
    return fmt::format("sent a sample beyond its {} iterations", iterations_of(trace, cell));
  if (sample.iteration != iteration || sample.phase != phase)
    return fmt::format("sent the sample of iteration {}, {}, where that of iteration {}, {} was due",
                       sample.iteration, phase_name(sample.phase), iteration, phase_name(phase));
  if (sample.alone != alone_in(trace, iteration))
    return fmt::format("ran iteration {} in another way than a {} trial does", iteration,
                       design_name(trace.pairs ? Design::paired : Design::separate));
  sample.worker = trace.worker;
  trace.samples.push_back(std::move(sample));
  return {};
}

// Whether the times are instants since the common start, in order.
bool lie_in_the_trial(const WorkerTrace& trace, std::span<const std::int64_t> times) {
  return std::is_sorted(times.begin(), times.end()) &&
         (times.empty() || (times.front() >= trace.start_ns && times.back() <= monotonic_ns()));
}

std::string take_message(WorkerTrace& trace, const Cell& cell, protocol::ResultMessage result) {
  if (!trace.released) return "sent a result before it was released";
  const std::size_t due = static_cast<std::size_t>(iterations_of(trace, cell)) * phases_of(trace).size();
  if (trace.samples.size() != due)
    return fmt::format("sent its result after {} of {} samples", trace.samples.size(), due);
  if (result.worker.value_or(trace.worker) != trace.worker)
    return fmt::format("sent the result of worker {} in its place", *result.worker);
  const std::size_t times = trace.pairs ? 2 * static_cast<std::size_t>(cell.iterations) : 0;
  if (result.together_ns.size() != times)
    return fmt::format("sent {} times of its iterations together, where {} are due",
                       result.together_ns.size(), times);
  const std::array measured = {result.start_ns, result.stop_ns};
  if (!lie_in_the_trial(trace, measured) || !lie_in_the_trial(trace, result.together_ns))
    return fmt::format("talked garbage: it measured from {} to {} ns, not between its release and now",
                       result.start_ns, result.stop_ns);
  trace.result = std::move(result);
  return {};
}

std::string take_message(WorkerTrace& trace, const Cell&, protocol::ErrorMessage error) {
  trace.error = std::move(error);
  return {};
}

}  // namespace

void take_line(WorkerTrace& trace, const Cell& cell, const std::string& line) {
  if (!trace.fault.empty()) return;
  if (trace.result) {
    trace.fault = fmt::format("talked garbage after its result: '{}'", excerpt(line));
    return;
  }
  try {
    protocol::Message message = protocol::parse_message(line);
    trace.fault =
        std::visit([&](auto& value) { return take_message(trace, cell, std::move(value)); }, message);
  } catch (const std::runtime_error& wrong) {
    trace.fault = fmt::format("talked garbage: '{}' ({})", excerpt(line), clean_line(wrong.what()));
  }
}

std::string excerpt(std::string_view text) { return clean_line(cut_text(text, 80)); }

std::string last_line(std::string_view text) {
  std::string whole = trimmed(text);
  const std::size_t newline = whole.find_last_of("\r\n");
  if (newline != std::string::npos) whole.erase(0, newline + 1);
  return clean_line(cut_text(whole, 200));
}

}  // namespace allocscale
