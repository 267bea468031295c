# ./dev lint [--fix]: clang-format over every C++ file, clang-tidy (.clang-tidy) over src/model and src/wire.
# Sourced by ./dev. Exit 1 when either has something to say.

install_missing $build_packages clang-format-16 clang-tidy-16
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
how='--dry-run --Werror'
[ "${1:-}" != --fix ] || how=-i
clean=yes
find src tests tools fuzz bench -name '*.hpp' -o -name '*.cpp' | sort | xargs clang-format-16 $how || clean=no
configure release release
find src/model src/wire -name '*.cpp' | sort |
  xargs -P "$jobs" -n 4 clang-tidy-16 --quiet --warnings-as-errors='*' -p build/release || clean=no
[ "$clean" = yes ] || exit 1
echo "lint: clean"
