// The streams that the program was started with. Its caller owns them: they may be closed, full, or a
// terminal that goes away, and nothing that is measured may depend on them.
#pragma once

#include <string_view>

namespace allocscale {

/// Makes standard streams safe to use; main calls it before anything else. Each of descriptors 0, 1 and 2
/// that is closed is opened on /dev/null, the wrong way round, so that no other file gets its number and its
/// use fails as before. SIGPIPE and SIGXFSZ are ignored: a write that cannot be done fails, and does not end
/// the program. Children that are started as launch/child_process.hpp does have both signals at their
/// defaults.
void own_standard_streams();

/// Writes the text. What cannot be written is dropped: nobody reads it any more, or its disk is full. Waits a
/// tenth of a second where a pipe that does not block is full. Throws nothing.
void write_or_drop(int fd, std::string_view text) noexcept;

}  // namespace allocscale
