# The archives lie in a folder of their version, which they cannot be asked for.
file(GLOB scudo_folders /usr/lib/llvm-14/lib/clang/*/lib/linux)
set(scudo_version "unknown")
if(scudo_folders MATCHES "/clang/([0-9.]+)/")
  set(scudo_version ${CMAKE_MATCH_1})
endif()
set_source_files_properties(scudo.cpp PROPERTIES COMPILE_DEFINITIONS SCUDO_VERSION="${scudo_version}")
allocscale_link(
  ARCHIVES clang_rt.scudo_standalone-${CMAKE_SYSTEM_PROCESSOR} clang_rt.scudo_standalone_cxx-${CMAKE_SYSTEM_PROCESSOR}
  ARCHIVE_FOLDERS ${scudo_folders}
  PACKAGE libclang-rt-14-dev)
