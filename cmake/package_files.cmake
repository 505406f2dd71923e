# Run by cpack between installing into its folder and packing: what Debian's policy asks of a package beside its files
# (https://www.debian.org/doc/debian-policy/ch-docs.html): compressed manual pages, changelog and copyright.
#
# What lintian warns of and is on purpose stands in overrides: the program that starts programs is static, so that its memory
# hides none of theirs and nothing is preloaded into it; the libraries that are preloaded into each process have few segments;
# and the packages are not uploaded to Debian, so that no bug of Debian's asks for them.
set(overrides_program "statically-linked-binary [usr/libexec/allocscale/allocscale-starter]\n"
                      "hardening-no-relro [usr/lib/allocscale/liballocscale-*.so]\n")
set(overrides_microbench "")
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  set(root ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr)
  string(TOUPPER ${component} upper)
  set(package ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  file(GLOB pages ${root}/share/man/man1/*.1)
  foreach(page IN LISTS pages)
    execute_process(COMMAND gzip -9nf ${page} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  set(docs ${root}/share/doc/${package})
  file(MAKE_DIRECTORY ${docs})
  file(REMOVE ${docs}/LICENSE)  # it is the copyright file
  file(READ ${CMAKE_CURRENT_LIST_DIR}/../LICENSE license)
  string(REGEX MATCH "Copyright [^\n]*" owner "${license}")
  string(REPLACE "Copyright (c) " "" owner "${owner}")
  string(REGEX REPLACE ".*(Permission is hereby)" "\\1" license "${license}")
  string(STRIP "${license}" license)
  string(REPLACE "\n\n" "\n.\n" license "${license}")
  string(REPLACE "\n" "\n " license "${license}")
  file(WRITE ${docs}/copyright
       "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: allocscale\n\n"
       "Files: *\nCopyright: ${owner}\nLicense: MIT\n\nLicense: MIT\n ${license}\n")
  file(RENAME ${docs}/CHANGELOG.md ${docs}/changelog RESULT none)
  if(NOT EXISTS ${docs}/changelog)
    configure_file(${CMAKE_CURRENT_LIST_DIR}/../CHANGELOG.md ${docs}/changelog COPYONLY)
  endif()
  execute_process(COMMAND gzip -9nf ${docs}/changelog COMMAND_ERROR_IS_FATAL ANY)
  set(version ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
  execute_process(COMMAND date -u -R -d @$ENV{SOURCE_DATE_EPOCH} OUTPUT_VARIABLE date
                  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${docs}/changelog.Debian
       "${package} (${version}) unstable; urgency=medium\n\n  * Upstream release, see changelog.gz.\n\n"
       " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
  execute_process(COMMAND gzip -9nf ${docs}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
  file(CHMOD ${docs}/copyright ${docs}/changelog.gz ${docs}/changelog.Debian.gz
       PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

  set(overrides ${root}/share/lintian/overrides)
  file(MAKE_DIRECTORY ${overrides})
  file(WRITE ${overrides}/${package} ${overrides_${component}} "initial-upload-closes-no-bugs [*]\n")
  file(CHMOD ${overrides} ${overrides}/.. PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                      WORLD_READ WORLD_EXECUTE)
  file(CHMOD ${overrides}/${package} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()
