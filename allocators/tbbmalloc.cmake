# oneTBB's scalable allocator through its proxy, which replaces malloc and the plain operators; the sized and aligned
# ones stay in libstdc++ and reach it through them. https://github.com/oneapi-src/oneTBB
allocscale_allocator(tbbmalloc
  DESCRIPTION "oneTBB's scalable allocator: per-thread heaps of 16 KiB slabs, large blocks cached up to 64 MiB"
  OWNER libtbbmalloc_proxy.so
  SIZED_OPERATOR_OWNER libstdc++.so
  LIBRARY tbbmalloc_proxy
  PACKAGE libtbb-dev
  SYMBOL __TBB_malloc_proxy
  ROUNDING 0 16
  NO_RETAIN "no knob of it acts"
  NO_EAGER "no knob of it acts"
  KNOBS TBB_MALLOC_USE_HUGE_PAGES=1 8388608
        TBB_MALLOC_SET_HUGE_SIZE_THRESHOLD=1000000 83886080)
