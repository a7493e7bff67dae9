#!/usr/bin/env bash
# Make sure that a program is here for the tests: ensure_program.sh PROGRAM DEBIAN_PACKAGE
#
# As root with apt-get it is installed; else this says what is missing. Messages go to standard error.
set -euo pipefail

program=$1 package=$2
if command -v "$program" >/dev/null; then exit; fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    printf '%s\n' "the tests need $program: install it (Debian: apt-get install $package)" >&2
    exit 1
fi
printf '%s\n' "installing $package" >&2
apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
