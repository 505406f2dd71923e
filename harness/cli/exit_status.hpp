// The exit status that several files give; the manual page lists all of them.
#pragma once

namespace allocscale {

inline constexpr int exit_interrupted = 130;  // as shells have it: 128 and the number of SIGINT

}  // namespace allocscale
