#!/usr/bin/env bash
# Make sure that a Chromium is here, and print its path: ensure_chromium.sh [headless]
#
# Taken in this order: $CHROMIUM; chromium, chromium-browser or google-chrome of the system; as root
# with apt-get, the packages chromium and fonts-noto-core (the fonts draw Arabic in pictures); else
# the browser that Playwright installs, with $PYTHON (or python3). Messages go to standard error.
#
# With "headless", Chromium's own build without a window comes first, as the package
# chromium-headless-shell: the same engine, which opens a page in three quarters of the time.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

install() {
    say "installing $*"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_chromium() {
    local name
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM" && return
        say "CHROMIUM names '$CHROMIUM', which is not a program: correct it or unset it"
        exit 1
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

find_playwright_chromium() {
    "${PYTHON:-python3}" - <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path)
sys.exit(not os.path.exists(path))
PYTHON
}

has_arabic_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list ':family=Noto Sans Arabic' family)" ]
}

find_headless() {
    command -v chromium-headless-shell && return
    can_install || return
    # Without it the tests take longer, no more.
    install chromium-headless-shell fonts-noto-core fontconfig || return
    command -v chromium-headless-shell
}

chromium=""
if [ "${1:-}" = headless ] && [ -z "${CHROMIUM:-}" ]; then
    chromium=$(find_headless) || chromium=""
fi

if [ -z "$chromium" ] && ! chromium=$(find_chromium); then
    if [ -n "${CHROMIUM:-}" ]; then exit 1; fi
    if can_install; then
        install chromium fonts-noto-core fontconfig
        chromium=$(find_chromium) || { say "chromium was installed, but is not found"; exit 1; }
    else
        say "no Chromium of the system; trying Playwright's"
        if ! "${PYTHON:-python3}" -m playwright install chromium >&2 \
            || ! chromium=$(find_playwright_chromium); then
            say "no Chromium here, and none could be installed: install the package 'chromium'"
            say "(Debian: apt-get install chromium fonts-noto-core), or name one in CHROMIUM"
            exit 1
        fi
    fi
fi

if ! has_arabic_font; then
    if can_install; then
        install fonts-noto-core fontconfig
    else
        say "no Noto Sans Arabic here: Arabic will be drawn in another font"
    fi
fi

printf '%s\n' "$chromium"
