// What a command says beside its result, on standard error: notes, details and complaints.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace allocscale {

/// How much is said beside the result.
enum class Loudness {
  quiet,    // complaints only, and no progress
  usual,    // notes too
  verbose,  // details too
};

/// Sets how much is said from now on, in the whole process. The program calls it once, before it says
/// anything but complaints.
void choose_loudness(Loudness loudness);

/// What was set; `usual` where nothing was.
[[nodiscard]] Loudness loudness();

/// Prints "allocscale: " and the text as one clean line (clean_line) on standard error, if that can be
/// written; in ASCII where it takes no UTF-8.
void say(const std::string& text);

/// Says why a request ends otherwise than was asked, however quiet the command is.
template <class... Args>
void complain(fmt::format_string<Args...> text, Args&&... args) {
  say(fmt::format(text, std::forward<Args>(args)...));
}

/// Says what the reader should know; not with --quiet.
template <class... Args>
void note(fmt::format_string<Args...> text, Args&&... args) {
  if (loudness() != Loudness::quiet) say(fmt::format(text, std::forward<Args>(args)...));
}

/// Says what only --verbose asks for.
template <class... Args>
void detail(fmt::format_string<Args...> text, Args&&... args) {
  if (loudness() == Loudness::verbose) say(fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace allocscale
