# ./dev test [REGEX]: the program and its tests under ASan and UBSan, what is threaded under TSan, and all as released.
# Sourced by ./dev. Ends with CTest's summary of the last run and one line that counts all three.

# The last line: what makes the firmware images that the tests read.
install_missing $build_packages libgtest-dev tshark iproute2 nftables \
  squashfs-tools e2fsprogs u-boot-tools device-tree-compiler mtd-utils util-linux zip openssl
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_stack_use_after_return=1

failed=0
passed=0
skipped=0
# run FOLDER [CTEST OPTION…]: CTest over build/FOLDER; adds to the three counts.
run() {
  folder=$1
  shift
  (cd "build/$folder" && ctest --output-on-failure --no-tests=error --timeout 600 --parallel "$jobs" "$@") \
    2>&1 | tee "build/test-$folder.log"
  total=$(sed -n 's/.*tests passed, [0-9]* tests failed out of \([0-9]*\)$/\1/p' "build/test-$folder.log")
  bad=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "build/test-$folder.log")
  aside=$(grep -cE '^ *[0-9]+/[0-9]+ Test .*\*\*\*(Skipped|Not Run)' "build/test-$folder.log" || true)
  if [ -z "$total" ]; then
    failed=$((failed + 1))
    return 0
  fi
  failed=$((failed + bad))
  skipped=$((skipped + aside))
  passed=$((passed + total - bad - aside))
}

regex=${1:-}
for build in asan tsan release; do
  if [ "$build" = tsan ] && [ -n "$regex" ]; then continue; fi
  began=$(date +%s)
  say "building the tests ($build)"
  case $build in
    release) configure release test ;;
    *) configure "$build" "$build" ;;
  esac
  case $build in
    tsan)
      # Reading ahead, hashing and handling run side by side in every audit of a capture, unpacking and looking in every
      # image of a squashfs: the preset names test files that make many.
      build_target tsan test_sources
      build_target tsan test_cli
      say "built in $(($(date +%s) - began)) s; running those of what is threaded"
      run tsan -R '^(sources|cli)\.'
      ;;
    *)
      build_target "$build" all
      say "built in $(($(date +%s) - began)) s; running them"
      run "$build" ${regex:+-R "$regex"}
      ;;
  esac
done
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
