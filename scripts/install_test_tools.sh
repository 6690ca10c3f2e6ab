#!/usr/bin/env bash
# Brings what the tests need beside Python: Debian's chromium (with libatomic1, which playwright's driver
# links) and postgresql. Where it may not install, it says what is left out; under CI=true that is a failure.
# It also brings chromium-headless-shell, the same browser without a window around its pages: with it the tests
# take a third less of the processor. Where it cannot be had nothing is left out, so nothing fails.
set -euo pipefail

missing=()
lighter=chromium-headless-shell
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || missing+=(libatomic1)
command -v "$lighter" >/dev/null 2>&1 && lighter=
[ ${#missing[@]} -eq 0 ] && [ -z "$lighter" ] && exit 0

say_what_is_left_out() {
  [ ${#missing[@]} -eq 0 ] && exit 0
  echo "Left out of this run, because ${missing[*]} could not be installed ($1):"
  for package in "${missing[@]}"; do
    case "$package" in
      postgresql) echo "  - every test against PostgreSQL; the same tests run against SQLite" ;;
      chromium) echo "  - every test in tests/browser" ;;
      libatomic1) echo "  - every test in tests/browser: playwright's driver needs this library" ;;
    esac
  done
  if [ "${CI:-}" = "true" ]; then
    echo "Under CI=true nothing may be left out." >&2
    exit 1
  fi
  exit 0
}

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  say_what_is_left_out "no right to install: run as root, or install by hand: apt-get install ${missing[*]}"
fi
command -v apt-get >/dev/null 2>&1 || say_what_is_left_out "this is not Debian: install their like by hand"

# Who has all that is needed shall not wait for a network that does not answer.
[ ${#missing[@]} -eq 0 ] && patience=(timeout 90) || patience=()

echo "Installing ${missing[*]}${missing[0]:+ }$lighter (once) …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The tests start a cluster of their own; a server that runs as a service is of no use to them.
"${as_root[@]}" mkdir -p /etc/postgresql-common
settings=/etc/postgresql-common/createcluster.conf
if ! grep -qs '^create_main_cluster' "$settings"; then
  echo "create_main_cluster = false" | "${as_root[@]}" tee -a "$settings" >/dev/null
fi
install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends
  -o Dpkg::Options::=--force-confold)
if ! "${patience[@]}" "${as_root[@]}" apt-get update >"$log" 2>&1; then
  tail -n 20 "$log"
  say_what_is_left_out "apt-get failed, see above"
fi
if [ ${#missing[@]} -gt 0 ] && ! "${as_root[@]}" "${install[@]}" "${missing[@]}" >"$log" 2>&1; then
  tail -n 20 "$log"
  say_what_is_left_out "apt-get failed, see above"
fi
if [ -n "$lighter" ] && ! "${as_root[@]}" "${install[@]}" "$lighter" >"$log" 2>&1; then
  echo "$lighter could not be installed; the tests take chromium, which is slower."
fi
