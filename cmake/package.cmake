# The Debian packages that `make package` makes: allocscale, and allocscale-microbench. What they depend on is given by
# .setup/package.sh, which asks dpkg-shlibdeps.
set(ALLOCSCALE_PACKAGE_CONTACT "allocscale authors <allocscale@example.org>" CACHE STRING
    "Who maintains the Debian packages: whoever publishes them")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME allocscale)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "shows why list-heavy processes do not scale with the cores")
set(CPACK_PACKAGE_CONTACT ${ALLOCSCALE_PACKAGE_CONTACT})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program microbench)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/package_files.cmake)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME allocscale)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "Runs list-heavy tasks, or programs of yours, in parallel processes under\n\
interchangeable allocators and data layouts, and tells how much of a scaling\n\
loss goes with the allocator, the layout, the page faults or the machine.")
set(CPACK_DEBIAN_MICROBENCH_PACKAGE_NAME allocscale-microbench)
set(CPACK_DEBIAN_MICROBENCH_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_MICROBENCH_DESCRIPTION
    "The kernels of allocscale under Google Benchmark: a program for each\n\
allocator, which times them in one process and takes its options.")
include(CPack)
