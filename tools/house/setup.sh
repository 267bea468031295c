# tools/house/setup.sh: what ./lenscap and ./dev share: say, stop, get the Debian packages that are missing, build.
# Sourced, POSIX sh. The caller has set `here` (the checkout) and `me` (its own name). All it prints goes to standard
# error, so that the program's own output stays clean.

# To build and run the program. pkgconf is Debian's pkg-config; the libraries themselves come with their -dev packages.
build_packages='g++ cmake ninja-build pkgconf libarchive-dev libbz2-dev libcli11-dev libdeflate-dev libexpected-dev
  libext2fs-dev libfdt-dev libfmt-dev libicu-dev liblz4-dev liblzma-dev libpugixml-dev libre2-dev libsimdjson-dev libsqlite3-dev
  libsquashfs-dev libssl-dev libtomlplusplus-dev libvectorscan-dev libzstd-dev nlohmann-json3-dev zlib1g-dev'

say() { printf '%s: %s\n' "$me" "$*" >&2; }

stop() {
  say "$@"
  exit 2
}

# logged LOG COMMAND…: what it prints goes to LOG, and is shown when it fails.
logged() (
  log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null && exit 0
  cat "$log" >&2
  exit 1
)

# missing_of PACKAGE…: those that dpkg does not hold installed, each with a blank behind it.
missing_of() {
  for package in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
      installed*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

# install_missing PACKAGE…: with apt-get, as root or through sudo. Nothing is asked or said when nothing is missing.
install_missing() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0  # no Debian: CMake will say what it lacks
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || stop "these Debian packages are missing, and there is no sudo to install them;" \
      "as root: apt-get install --no-install-recommends $missing"
  fi
  say "installing from Debian: $missing"
  apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
  # A fresh system has no list of packages, an old one a list that is out of date.
  logged "$here/build/update.log" $apt update 9>&- || say "apt-get update failed; trying without"
  logged "$here/build/install.log" $apt install --no-install-recommends $missing 9>&- ||
    stop "apt-get could not install them; with another account, as root: apt-get install --no-install-recommends $missing"
}

# configure FOLDER PRESET: the CMake preset into build/FOLDER; from nothing when the checkout was moved since.
configure() {
  cache=$here/build/$1/CMakeCache.txt
  fresh=
  if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$cache"; then fresh=--fresh; fi
  (cd "$here" && logged "build/configure-$1.log" cmake $fresh --preset "$2") || stop "CMake could not configure $2"
}

# build_target FOLDER TARGET: with Ninja's progress line where someone watches, silently else.
# One compiler a core: Ninja's own choice, two more, wants memory that a small machine has not.
build_target() {
  jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
  if [ -t 2 ]; then
    cmake --build "$here/build/$1" --target "$2" --parallel "$jobs" >&2
  else
    logged "$here/build/$1.log" cmake --build "$here/build/$1" --target "$2" --parallel "$jobs"
  fi || stop "the build failed"
}
