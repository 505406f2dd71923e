// What most files of the harness and of its tests include: compiled once, since reading these headers takes
// most of the time of compiling a small file. Every file names what it uses all the same, and compiles
// without this one.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
