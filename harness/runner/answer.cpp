#include "harness/runner/answer.hpp"

#include <unistd.h>

#include "allocators/contract/family.hpp"
#include "allocators/contract/identity.hpp"
#include "harness/protocol/rendezvous.hpp"
#include "harness/runner/meter/worker_memory.hpp"
#include "harness/runner/output.hpp"
#include "kernels/contract/registry.hpp"

namespace allocscale::runner {
namespace {

template <class AnyReadings, class Infos>
void write_metrics(const AnyReadings& readings, const Infos& infos) {
  for (std::size_t column = 0; column < infos.size(); ++column)
    if (const auto& value = readings.at(column)) output().field(infos[column].name, *value);
}

void write_samples(const Options& options, Report& report) {
  LineWriter& line = output();
  for (int i = 0; i < options.iterations; ++i) {
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
      line.begin("sample");
      line.field("iteration", std::int64_t{i});
      line.field("phase", phase_names[phase]);
      if (options.is_paired) line.field("alone", std::int64_t{report.iterations()[i].alone});
      write_metrics(report.iterations()[i].phase[phase], phase_metrics);
      line.end();
    }
  }
}

// When its iterations together began and ended.
void write_together(const Options& options, Report& report) {
  LineWriter& line = output();
  line.open("together", '[');
  for (int i = 0; i < options.iterations; ++i) {
    const Iteration& iteration = report.iterations()[i];
    if (iteration.alone) continue;
    line.item(iteration.start_ns);
    line.item(iteration.stop_ns);
  }
  line.close(']');
}

void write_result(const Options& options, const kernels::Binding& binding, Report& report) {
  const std::uint64_t expected = binding.expected(options.size);
  std::uint64_t checksum = expected;
  int wrong_iteration = -1;
  for (int i = 0; i < options.iterations && wrong_iteration < 0; ++i) {
    checksum = report.iterations()[i].checksum;
    if (checksum != expected) wrong_iteration = i;
  }
  LineWriter& line = output();
  line.begin("result");
  line.hex_field("checksum", checksum);
  line.hex_field("expected", expected);
  if (wrong_iteration >= 0) line.field("wrong_iteration", std::int64_t{wrong_iteration});
  if (options.cpu >= 0) line.field("cpu", std::int64_t{options.cpu});
  line.field("worker", std::int64_t{options.worker});
  line.field("process", std::int64_t{report.process});
  line.field("start_ns", report.start_ns);
  line.field("stop_ns", report.stop_ns);
  line.field("version", allocators::loaded_version(options.owner));
  write_metrics(report.readings, worker_metrics);
  if (options.is_paired) write_together(options, report);
  line.end();
}

}  // namespace

void prove_allocator(const Options& options) {
  const allocators::Declaration declared = allocators::declared_for(options.owner);
  const auto owners = allocators::find_owners(declared);
  const allocators::SymbolOwner* wrong = nullptr;
  LineWriter& line = output();
  line.begin("hello");
  line.field("protocol", std::int64_t{protocol::protocol_version});
  line.field("allocator", options.allocator.empty() ? declared.name : options.allocator);
  line.field("library", owners.front().path);
  line.open("owners", '[');
  for (const allocators::SymbolOwner& owner : owners) {
    if (wrong == nullptr && !allocators::owned_by(owner.path, owner.declared)) wrong = &owner;
    line.open('{');
    line.field("symbol", owner.symbol);
    line.field("path", owner.path);
    line.close('}');
  }
  line.close(']');
  line.field("verdict", wrong == nullptr ? "proven" : "wrong");
  if (wrong != nullptr) {
    line.open("mismatch", '{');
    line.field("symbol", wrong->symbol);
    line.field("declared", wrong->declared);
    line.field("path", wrong->path);
    line.close('}');
  }
  if (const auto bytes = resident_bytes()) line.field("resident_bytes", *bytes);
  if (!line.end()) ::_exit(protocol::exit_orphaned);
  if (wrong != nullptr) ::_exit(protocol::exit_wrong_allocator);
}

void write_answer(const Options& options, const kernels::Binding& binding, Report& report) {
  if (!options.is_sibling) write_samples(options, report);
  write_result(options, binding, report);
}

}  // namespace allocscale::runner
