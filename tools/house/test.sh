# ./dev test [NAME]: the program and all its tests under ASan and UBSan; then, where it is built, the same tests against
# the program as released; then what is threaded under TSan. Sourced by ./dev. Ends with one line that counts them all.

# The last line: what makes the firmware images that the tests read.
install_missing $build_packages libgtest-dev tshark iproute2 nftables \
  squashfs-tools e2fsprogs u-boot-tools device-tree-compiler mtd-utils util-linux zip openssl
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_stack_use_after_return=1
name=${1:-}
[ -z "$name" ] || export GTEST_FILTER="*$name*"

failed=0
passed=0
skipped=0
# run BUILD LOG [CTEST OPTION…]: CTest over build/BUILD. Shows each program's end, and what a test said that failed or
# was skipped; everything is in build/test-LOG.log. Adds to the three counts.
run() {
  build=$1
  log=build/test-$2.log
  shift 2
  (cd "build/$build" && ctest -V --no-tests=error --timeout 1500 --parallel "$jobs" "$@") 2>&1 | tee "$log" | awk '
    function show(n) { printf "%s", said[n]; said[n] = "" }
    /^[0-9]+: \[ RUN/ { said[$1] = "" }
    /^[0-9]+: / { said[$1] = said[$1] $0 "\n" }
    /^[0-9]+: \[  (FAILED|SKIPPED) +\] .* ms\)$/ { show($1) }
    /^[0-9]+: \[ +OK \]/ { said[$1] = "" }
    / Test +#[0-9]+: / {
      n = $0; sub(/.* Test +#/, "", n); sub(/:.*/, ":", n)
      if ($0 !~ / Passed /) show(n)
      print; fflush()
    }'
  bad=$(grep -cE '^[0-9]+: \[  FAILED  \] .* ms\)$' "$log" || true)
  # A program that died named no failed test.
  died=$(grep -cE ' Test +#[0-9]+: .*\*\*\*' "$log" || true)
  [ "$bad" -ge "$died" ] || bad=$died
  good=$(grep -cE '^[0-9]+: \[       OK \]| Test +#[0-9]+: replay\..* Passed ' "$log" || true)
  [ "$good" -gt 0 ] || [ -n "$name" ] || bad=$((bad + 1))
  passed=$((passed + good))
  failed=$((failed + bad))
  skipped=$((skipped + $(grep -cE '^[0-9]+: \[  SKIPPED \] .* ms\)$' "$log" || true)))
}

# built BUILD PRESET TARGET…
built() {
  began=$(date +%s)
  say "building for the tests ($1)"
  configure "$1" "$2"
  build=$1
  shift 2
  for target in "$@"; do build_target "$build" "$target"; done
  say "built in $(($(date +%s) - began)) s; running"
}

built asan asan all
case $name in
  '') run asan asan ;;
  *) run asan asan -E '^replay' ;;
esac

# Tests that start the program start the one that LENSCAP_PROGRAM names: no second compilation of them. To optimise it
# takes some ten minutes on two cores, so only who has begun to use it (./lenscap builds it) has it tried here.
if [ -x build/release/lenscap ]; then
  built release release lenscap
  LENSCAP_PROGRAM=$here/build/release/lenscap
  export LENSCAP_PROGRAM
  run asan released -R '^(cli|contain|evidence)\.'
else
  say "the program as released is not built here: ./lenscap builds it, and ./dev test tries it then"
fi

# Reading ahead, hashing, handling and summing up run side by side in every reading of a capture, unpacking and looking in
# every image of a squashfs, parts of a case in every audit: the preset names the test files of these.
unset LENSCAP_PROGRAM
built tsan tsan test_sources test_assess
run tsan tsan -R '^(sources|assess)\.'
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
