# ./dev fuzz [TARGET] [SECONDS], ./dev fuzz --planted: libFuzzer with ASan and UBSan over fuzz/*_fuzz.cpp.
# Sourced by ./dev. What a run finds grows in build/fuzz-run/TARGET/corpus; fuzz/corpus/TARGET is only read.
# Exit 1 when a target crashed, hung, leaked or took over 2 GiB.

install_missing $build_packages clang-16 libclang-rt-16-dev llvm-16

targets() { find fuzz -name '*_fuzz.cpp' -exec basename '{}' _fuzz.cpp ';' | sort | tr '\n' ' '; }

# One bounds check of a real parser is taken out, and its target must find the read past the end.
planted() {
  dir=build/fuzz-run/planted
  check='area.size() - at < 2 + length'
  mkdir -p "$dir/corpus"
  sed "s/$check/false/" src/wire/dhcp.cpp >"$dir/dhcp.cpp"
  if cmp -s src/wire/dhcp.cpp "$dir/dhcp.cpp"; then stop "src/wire/dhcp.cpp no longer checks '$check'"; fi
  clang++-16 -std=c++20 -O1 -g1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -Isrc \
    "$dir/dhcp.cpp" fuzz/dhcp_fuzz.cpp -o "$dir/dhcp_fuzz"
  # Only seeds that do not show the fault themselves: the fuzzer has to find it.
  rm -f "$dir"/corpus/*
  for seed in fuzz/corpus/dhcp/*; do
    if "$dir/dhcp_fuzz" -artifact_prefix="$dir/" "$seed" >/dev/null 2>&1; then cp "$seed" "$dir/corpus/"; fi
  done
  if "$dir/dhcp_fuzz" -max_total_time="${1:-60}" -artifact_prefix="$dir/" "$dir/corpus" >"$dir/log" 2>&1; then
    say "NOT found in ${1:-60} s: src/wire/dhcp.cpp without its check '$check'"
    exit 1
  fi
  grep -m1 'ERROR: AddressSanitizer: [a-z]*-buffer-overflow' "$dir/log" || { cat "$dir/log" >&2; exit 1; }
  echo "found, after $(sed -n 's/^#\([0-9]*\).*/\1/p' "$dir/log" | tail -n 1) executions from" \
    "$(find "$dir/corpus" -type f | wc -l) seeds: src/wire/dhcp.cpp without its check '$check'"
}

if [ "${1:-}" = --planted ]; then
  shift
  planted "$@"
  exit 0
fi

target=all
case ${1:-} in
  '' | [0-9]*) ;;
  *)
    target=$1
    [ -f "fuzz/${target}_fuzz.cpp" ] || stop "no such target: $target; there are:" \
      "$(targets)"
    shift
    ;;
esac
seconds=${1:-60}

configure fuzz fuzz
if [ "$target" = all ]; then
  build_target fuzz fuzzers
  names=$(targets)
else
  build_target fuzz "${target}_fuzz"
  names=$target
fi
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
printf '%-18s %12s %9s %8s  %s\n' target executions per-second lines of
# xargs ends with 123 when any of them failed; set -e hands that on as 1.
if printf '%s\n' $names | xargs -P "$jobs" -I '{}' tools/house/fuzz_one.sh '{}' "$seconds"; then
  echo "no crash"
else
  echo "crashes: see build/fuzz-run/*/log"
  exit 1
fi
