# https://microsoft.github.io/mimalloc
allocscale_allocator(mimalloc
  DESCRIPTION "mimalloc: sharded free lists in pages of segments; large blocks straight from the system"
  OWNER libmimalloc.so
  LIBRARY mimalloc
  PACKAGE libmimalloc-dev
  HUGE_PAGE_KNOB MIMALLOC_LARGE_OS_PAGES=1)
