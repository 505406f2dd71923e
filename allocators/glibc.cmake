# ptmalloc, the C library's own: always there. Either threshold alone makes it worse: setting one stops their dynamic
# adjustment (mallopt(3)).
allocscale_allocator(glibc
  DESCRIPTION "the C library's malloc (ptmalloc): one heap grown by brk, large blocks by mmap, the top given back when freed"
  OWNER libc.so
  OPERATOR_OWNER libstdc++.so
  SYMBOL gnu_get_libc_version
  HUGE_PAGE_KNOB GLIBC_TUNABLES=glibc.malloc.hugetlb=1
  ROUNDING 8 16
  PLANTED
  RETAIN MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=4294967296
  RETAIN_AT 41943040
  EAGER MALLOC_TRIM_THRESHOLD_=0 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TOP_PAD_=0
  EAGER_AT 8388608
  KNOBS MALLOC_TRIM_THRESHOLD_=4294967296 8388608
        MALLOC_MMAP_THRESHOLD_=4294967296 8388608
        MALLOC_TOP_PAD_=0 8388608
        MALLOC_TOP_PAD_=67108864 41943040
        MALLOC_MMAP_MAX_=0 8388608
        GLIBC_TUNABLES=glibc.malloc.trim_threshold=4294967296 8388608
        MALLOC_ARENA_MAX "it limits what further threads get, and a worker has one"
        MALLOC_ARENA_TEST "it limits what further threads get, and a worker has one"
        MALLOC_PERTURB_ "it costs time, not pages"
        MALLOC_CHECK_ "it acts only with libc_malloc_debug.so preloaded")
