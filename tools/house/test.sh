# ./dev test [REGEX]: the program and its tests as released, and again under ASan and UBSan; then all of both are run.
# Sourced by ./dev. Ends with CTest's summary of the last run and one line that counts both.

install_missing $build_packages libgtest-dev tshark
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_stack_use_after_return=1

failed=0
passed=0
skipped=0
# run FOLDER: CTest over build/FOLDER; adds to the three counts.
run() {
  (cd "build/$1" && ctest --output-on-failure --no-tests=error --timeout 600 --parallel "$jobs" ${regex:+-R "$regex"}) \
    2>&1 | tee "build/test-$1.log"
  total=$(sed -n 's/.*tests passed, [0-9]* tests failed out of \([0-9]*\)$/\1/p' "build/test-$1.log")
  bad=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "build/test-$1.log")
  aside=$(grep -cE '^ *[0-9]+/[0-9]+ Test .*\*\*\*(Skipped|Not Run)' "build/test-$1.log" || true)
  if [ -z "$total" ]; then
    failed=$((failed + 1))
    return 0
  fi
  failed=$((failed + bad))
  skipped=$((skipped + aside))
  passed=$((passed + total - bad - aside))
}

regex=${1:-}
for build in asan release; do
  began=$(date +%s)
  say "building the tests ($build)"
  if [ "$build" = release ]; then configure release test; else configure "$build" "$build"; fi
  build_target "$build" all
  say "built in $(($(date +%s) - began)) s; running them"
  run "$build"
done
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
