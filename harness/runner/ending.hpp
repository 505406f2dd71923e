// How a process that made others ends when one of them fails.
#pragma once

namespace allocscale::runner {

/// Ends this process as the child ended whose wait status that is, so that the harness sees one way of dying,
/// whoever died. What there was to say, the child has said.
[[noreturn]] void end_as(int status);

}  // namespace allocscale::runner
