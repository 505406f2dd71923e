// Where a list or dict takes its memory from. A layout that takes elements or buffers from elsewhere (a pool,
// an arena, the addresses of a rehearsal) differs in its Memory and in nothing else.
#pragma once

#include <concepts>
#include <cstddef>

namespace allocscale::kernels::parts {

/// Elements (heap objects) and buffers (list arrays, dict tables) are asked for apart, so that one of the two
/// can be taken away. None of the functions returns nullptr: they call out_of_memory. Sizes are in bytes;
/// whoever gives a block back or grows it says how large it is.
template <class M>
concept Memory = std::default_initializable<M> && requires(M memory, void* block, std::size_t bytes) {
  { memory.take_element(bytes) } -> std::same_as<void*>;
  { memory.give_element(block, bytes) } -> std::same_as<void>;
  { memory.take_buffer(bytes) } -> std::same_as<void*>;
  {
    memory.grow_buffer(block, bytes, bytes)
    } -> std::same_as<void*>;  // (block or nullptr, bytes held, bytes wanted)
  { memory.give_buffer(block, bytes) } -> std::same_as<void>;
};

}  // namespace allocscale::kernels::parts
