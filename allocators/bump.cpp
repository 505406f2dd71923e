// bump: what would the kernel cost if allocating cost next to nothing? A block is the next bytes of a region
// that was mapped and populated before the iteration; free does nothing; after the iteration the region is
// empty again. So no call reaches the system and no page is touched for the first time inside the timed
// parts: a lower bound.
//
// It is also the example of an allocator of one's own: malloc and its family, operators new and delete, and
// a Declaration, in one file.
//
// Between iterations, and in threads that run none, blocks come from a second area that is never rewound:
// what the loader and the libraries hold must stay.
#include <sys/mman.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#include "allocators/contract/check.hpp"

namespace allocscale::allocators {
namespace {

constexpr std::size_t alignment = 16;
constexpr std::size_t outer_bytes = std::size_t{1} << 30;  // address space only: pages come when touched

/// Before each block, so that realloc knows what to copy.
struct alignas(alignment) Header {
  std::size_t bytes;
};

/// One per thread that runs iterations: a heap shared by threads could not be rewound by one of them.
struct Region {
  char* begin = nullptr;
  char* end = nullptr;
  char* next = nullptr;
  bool open = false;
};

constinit thread_local Region region;
constinit std::atomic<char*> outer_begin = nullptr;
constinit std::atomic<std::size_t> outer_used = 0;

char* map(std::size_t bytes, int flags) {
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
}

// The first caller maps the area; of two at once the second gives its own back.
char* outer_area() {
  char* area = outer_begin.load(std::memory_order_acquire);
  if (area != nullptr) return area;
  char* const fresh = map(outer_bytes, MAP_NORESERVE);
  if (fresh == nullptr || outer_begin.compare_exchange_strong(area, fresh)) return fresh;
  ::munmap(fresh, outer_bytes);
  return area;
}

char* take_outer(std::size_t bytes) {
  char* const area = outer_area();
  if (area == nullptr || bytes > outer_bytes) return nullptr;
  const std::size_t at = outer_used.fetch_add(bytes);
  return at + bytes <= outer_bytes ? area + at : nullptr;
}

char* take(std::size_t bytes) {
  if (!region.open) return take_outer(bytes);
  if (bytes > static_cast<std::size_t>(region.end - region.next)) return nullptr;
  char* const block = region.next;
  region.next += bytes;
  return block;
}

Header* header_of(void* block) { return static_cast<Header*>(block) - 1; }

// `boundary` is a power of two. nullptr, and ENOMEM, beyond the end of the region.
void* allocate(std::size_t bytes, std::size_t boundary = alignment) {
  const std::size_t slack = boundary > alignment ? boundary : 0;
  const std::size_t wanted = (bytes + alignment - 1) & ~(alignment - 1);
  char* const taken = wanted < bytes || wanted + slack + sizeof(Header) < wanted
                          ? nullptr
                          : take(sizeof(Header) + slack + wanted);
  if (taken == nullptr) {
    errno = ENOMEM;
    return nullptr;
  }
  auto address = reinterpret_cast<std::uintptr_t>(taken + sizeof(Header));
  if (slack > 0) address = (address + slack - 1) & ~(slack - 1);
  void* const block = reinterpret_cast<void*>(address);
  header_of(block)->bytes = wanted;
  return block;
}

// Where the block is the last of the region it grows in place, as a heap's top would.
bool extend(void* block, std::size_t bytes) {
  Header* const header = header_of(block);
  if (bytes <= header->bytes) return true;
  char* const end = static_cast<char*>(block) + header->bytes;
  const std::size_t more = (bytes - header->bytes + alignment - 1) & ~(alignment - 1);
  if (!region.open || end != region.next || more > static_cast<std::size_t>(region.end - end)) return false;
  region.next += more;
  header->bytes += more;
  return true;
}

// The region's size knob is for whoever knows better than the prediction.
std::size_t wanted_bytes(std::uint64_t demand_bytes) {
  const char* const knob = std::getenv("ALLOCSCALE_BUMP_BYTES");
  const std::uint64_t bytes = knob == nullptr ? demand_bytes : std::strtoull(knob, nullptr, 10);
  return static_cast<std::size_t>((bytes + 4095) & ~std::uint64_t{4095});
}

// Without memory for it the region stays empty, and the kernel's first allocation fails: an outcome.
void begin_iteration(std::uint64_t demand_bytes) {
  if (region.begin == nullptr) {
    const std::size_t bytes = wanted_bytes(demand_bytes);
    region.begin = bytes == 0 ? nullptr : map(bytes, MAP_POPULATE);
    region.end = region.begin == nullptr ? nullptr : region.begin + bytes;
  }
  region.next = region.begin;
  region.open = true;
}

void end_iteration() { region.open = false; }

const char* version() { return "1"; }

// Of the calling thread: what its last iteration took, and the region.
Statistics statistics() {
  Statistics seen;
  seen.allocated_bytes = region.next - region.begin;
  seen.resident_bytes = seen.mapped_bytes = region.end - region.begin;
  return seen;
}

void* allocate_or_throw(std::size_t bytes, std::size_t boundary = alignment) {
  void* const block = allocate(bytes, boundary);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

}  // namespace

extern constinit const Declaration bump = checked({
    .description =
        "a bump pointer in a region that is populated before the kernel starts and rewound after each "
        "iteration: a lower bound",
    .owner = this_program,
    .rounding = {.header_bytes = 16, .step_bytes = 16, .never_frees = true},
    .holding = {.blocks = 1.05},
    .retain = {.why_not = "it never gives anything back"},
    .eager = {.why_not = "it never gives anything back"},
    .version = version,
    .statistics = statistics,
    .begin_iteration = begin_iteration,
    .end_iteration = end_iteration,
});

}  // namespace allocscale::allocators

namespace bump = allocscale::allocators;

extern "C" {

void* malloc(std::size_t bytes) noexcept { return bump::allocate(bytes); }
void free(void*) noexcept {}
void* calloc(std::size_t count, std::size_t bytes) noexcept {
  std::size_t all = 0;
  if (__builtin_mul_overflow(count, bytes, &all)) return nullptr;
  void* const block = bump::allocate(all);
  // Written again: a rewound region holds the last iteration's bytes.
  return block == nullptr ? nullptr : std::memset(block, 0, all);
}
void* realloc(void* old, std::size_t bytes) noexcept {
  if (old == nullptr) return bump::allocate(bytes);
  if (bump::extend(old, bytes)) return old;
  void* const block = bump::allocate(bytes);
  return block == nullptr ? nullptr : std::memcpy(block, old, bump::header_of(old)->bytes);
}
void* aligned_alloc(std::size_t boundary, std::size_t bytes) noexcept {
  return bump::allocate(bytes, boundary);
}
void* memalign(std::size_t boundary, std::size_t bytes) noexcept { return bump::allocate(bytes, boundary); }
int posix_memalign(void** block, std::size_t boundary, std::size_t bytes) noexcept {
  *block = bump::allocate(bytes, boundary);
  return *block == nullptr ? ENOMEM : 0;
}
std::size_t malloc_usable_size(void* block) noexcept {
  return block == nullptr ? 0 : bump::header_of(block)->bytes;
}

}  // extern "C"

void* operator new(std::size_t bytes) { return bump::allocate_or_throw(bytes); }
void* operator new[](std::size_t bytes) { return bump::allocate_or_throw(bytes); }
void* operator new(std::size_t bytes, std::align_val_t boundary) {
  return bump::allocate_or_throw(bytes, static_cast<std::size_t>(boundary));
}
void* operator new[](std::size_t bytes, std::align_val_t boundary) {
  return bump::allocate_or_throw(bytes, static_cast<std::size_t>(boundary));
}
void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}
void operator delete[](void*, std::size_t) noexcept {}
void operator delete(void*, std::align_val_t) noexcept {}
void operator delete[](void*, std::align_val_t) noexcept {}
void operator delete(void*, std::size_t, std::align_val_t) noexcept {}
void operator delete[](void*, std::size_t, std::align_val_t) noexcept {}
