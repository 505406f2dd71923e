// Is a declaration complete and well-formed? The compiler asks: a fault is an error in the file that
// declares, and the line of this header that the compiler shows with the error says what is wrong.
#pragma once

#include <string_view>

#include "allocators/contract/declaration.hpp"

namespace allocscale::allocators {

/// Has no definition: no constant expression may call it, so a check that does stops the build. Each call and
/// its text stand on one line, because the compiler shows that line.
void fault(const char* what);

/// Whether `text` can be the name of a variable of the environment.
[[nodiscard]] constexpr bool is_variable(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  for (const char c : text)
    if (c != '_' && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
      return false;
  return true;
}

/// Whether `text` is NAME=value.
[[nodiscard]] constexpr bool is_setting(std::string_view text) {
  const std::size_t equals = text.find('=');
  return equals != std::string_view::npos && is_variable(text.substr(0, equals)) &&
         text.find(' ') == std::string_view::npos;
}

/// Whether `text` is one or more NAME=value words, one space between two.
[[nodiscard]] constexpr bool are_settings(std::string_view text) {
  for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ')) {
    if (!is_setting(text.substr(0, space))) return false;
    text.remove_prefix(space + 1);
  }
  return is_setting(text);
}

constexpr void check_owner(const Declaration& declared) {
  if (declared.owner.empty())
    fault("no .owner: the file name prefix of the object that must own malloc, or this_program");
  if (declared.symbol.size() >= longest_symbol) fault("the .symbol is longer than longest_symbol");
}

constexpr void check_proof(const Proof& proof) {
  if (proof.bytes == 0)
    fault("a .proof is missing: without its bytes nothing shows whether the setting acts");
  if (proof.block_bytes > proof.bytes) fault("a .proof has blocks larger than all its bytes");
}

constexpr void check_arm(const Arm& arm) {
  if (arm.environment.empty() && arm.why_not.empty())
    fault(".retain and .eager each need an .environment with its .proof, or .why_not");
  if (arm.environment.empty()) return;
  if (!arm.why_not.empty()) fault("an arm has an .environment, and .why_not says that there is none");
  if (!are_settings(arm.environment))
    fault("the .environment of an arm is NAME=value words with one space between two");
  check_proof(arm.proof);
}

constexpr void check_knob(const Knob& knob) {
  if (!is_setting(knob.setting) && !is_variable(knob.setting))
    fault("the .setting of a knob is NAME=value, or NAME where it is not tried");
  if (is_setting(knob.setting) != knob.why_not.empty())
    fault("a knob has a value, with which it is tried, or .why_not says why it is not tried");
  if (knob.why_not.empty()) check_proof(knob.proof);
}

constexpr void check_version(const Declaration& declared) {
  if (declared.version == nullptr && declared.linked_version.empty())
    fault("no .version, and no .linked_version either");
}

/// `declared` under the name of `file`. A fault in it stops the build.
[[nodiscard]] consteval Declaration checked(Declaration declared, std::string_view file = __builtin_FILE()) {
  file.remove_prefix(file.rfind('/') + 1);
  declared.name = file.substr(0, file.rfind('.'));
  if (declared.description.empty())
    fault("no .description: one sentence on what the allocator does with memory");
  if (declared.rounding.step_bytes == 0)
    fault("no .rounding: a block takes header + bytes, rounded up to a multiple of a step");
  if (!declared.huge_page_knob.empty() && !is_setting(declared.huge_page_knob))
    fault("the .huge_page_knob is NAME=value");
  check_owner(declared);
  for (const ArmKind& kind : arm_kinds) check_arm(declared.*kind.arm);
  for (const Knob& knob : declared.knobs) check_knob(knob);
  check_version(declared);
  return declared;
}

}  // namespace allocscale::allocators
