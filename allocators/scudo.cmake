# LLVM's hardened allocator, linked statically into the program: https://llvm.org/docs/ScudoHardenedAllocator.html
file(GLOB scudo_folders /usr/lib/llvm-14/lib/clang/*/lib/linux)
set(scudo_version "unknown")
if(scudo_folders MATCHES "/clang/([0-9.]+)/")
  set(scudo_version ${CMAKE_MATCH_1})
endif()
allocscale_allocator(scudo
  DESCRIPTION "LLVM's scudo, hardened: size classes with checked headers up to 64 KiB, beyond that mapped with guard pages"
  OWNER PROGRAM
  ARCHIVES clang_rt.scudo_standalone-${CMAKE_SYSTEM_PROCESSOR} clang_rt.scudo_standalone_cxx-${CMAKE_SYSTEM_PROCESSOR}
  ARCHIVE_FOLDERS ${scudo_folders}
  PACKAGE libclang-rt-14-dev
  VERSION ${scudo_version}
  SYMBOL __scudo_print_stats
  ROUNDING 16 32
  NO_RETAIN "no knob keeps blocks above 512 KiB"
  EAGER SCUDO_OPTIONS=release_to_os_interval_ms=0
  EAGER_AT 8388608 32768
  KNOBS SCUDO_OPTIONS=release_to_os_interval_ms=-1 20971520)
