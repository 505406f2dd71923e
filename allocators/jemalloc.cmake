# https://jemalloc.net
allocscale_allocator(jemalloc
  DESCRIPTION "jemalloc: size classes in arenas; freed pages decay over about ten seconds"
  OWNER libjemalloc.so
  LIBRARY jemalloc
  PACKAGE libjemalloc-dev
  HUGE_PAGE_KNOB MALLOC_CONF=thp:always)
