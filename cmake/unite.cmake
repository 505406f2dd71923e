# A united target: its sources are compiled several at a time, in units that include them one after the other. So the
# headers are read once a unit and not once a file, which is most of the time of compiling the harness. What each file
# uses, it includes all the same: the build with tests is not united and sees that.

# allocscale_local_names(SOURCE VARIABLE): the names that a file defines for itself, in an anonymous namespace, as far as
# its layout shows them.
function(allocscale_local_names source variable)
  file(READ ${source} text)
  string(REGEX REPLACE "[][;]" "(" text "${text}")
  string(REPLACE "\n" ";" lines "${text}")
  set(names "")
  set(inside FALSE)
  foreach(line IN LISTS lines)
    if(line STREQUAL "namespace {")
      set(inside TRUE)
    elseif(line STREQUAL "}  // namespace")
      set(inside FALSE)
    elseif(inside AND line MATCHES "^(class|struct|enum class|enum) ([A-Za-z0-9_]+)")
      list(APPEND names ${CMAKE_MATCH_2})
    elseif(inside AND NOT line MATCHES "^using namespace " AND line MATCHES "^[A-Za-z][A-Za-z0-9_:<>,*& ]*[ *&]([A-Za-z0-9_]+)(\\(|\\{| =| \\{)")
      list(APPEND names ${CMAKE_MATCH_1})
    endif()
  endforeach()
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()

# allocscale_first_unit(VARIABLE NAME...): the first of the caller's units that has room and none of the names.
function(allocscale_first_unit variable)
  set(unit 0)
  while(TRUE)
    list(LENGTH sources_${unit} count)
    set(others "${names_${unit}}")
    set(own "${ARGN}")
    list(REMOVE_ITEM own ${others} "")
    if(count LESS 8 AND own STREQUAL "${ARGN}")
      break()
    endif()
    math(EXPR unit "${unit} + 1")
  endwhile()
  set(${variable} ${unit} PARENT_SCOPE)
endfunction()

# allocscale_unite(TARGET): into units of at most eight sources that define no local name twice. CMake leaves out the
# sources that have compiler options of their own.
function(allocscale_unite target)
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${folder})
    allocscale_local_names(${source} names)
    allocscale_first_unit(unit ${names})
    list(APPEND names_${unit} ${names})
    list(APPEND sources_${unit} ${source})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${target}_${unit})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
