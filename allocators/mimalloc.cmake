# https://microsoft.github.io/mimalloc. Without its unit the reserve is useless, in silence.
allocscale_allocator(mimalloc
  DESCRIPTION "mimalloc: sharded free lists in pages of segments; large blocks straight from the system"
  OWNER libmimalloc.so
  LIBRARY mimalloc
  PACKAGE libmimalloc-dev
  SYMBOL mi_version
  HUGE_PAGE_KNOB MIMALLOC_LARGE_OS_PAGES=1
  ROUNDING 0 8
  RETAIN MIMALLOC_RESERVE_OS_MEMORY=4GiB
  RETAIN_AT 20971520
  EAGER MIMALLOC_DECOMMIT_DELAY=0 MIMALLOC_SEGMENT_DECOMMIT_DELAY=0
  EAGER_AT 8388608
  KNOBS MIMALLOC_RESERVE_OS_MEMORY=4 20971520
        MIMALLOC_DECOMMIT_DELAY=0 8388608
        MIMALLOC_SEGMENT_DECOMMIT_DELAY=0 8388608
        MIMALLOC_RESET_DELAY=0 8388608
        MIMALLOC_PURGE_DELAY=0 8388608
        MIMALLOC_ALLOW_DECOMMIT=0 20971520
        MIMALLOC_SHOW_STATS "it prints, at the end"
        MIMALLOC_SHOW_ERRORS "it prints"
        MIMALLOC_VERBOSE "it prints")
