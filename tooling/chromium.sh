#!/bin/sh
# Print the path of the Chromium that the browser tests drive; install Debian's where it is absent and we may.
set -eu
. "$(dirname "$0")/debian.sh"

find_chromium() {
    for name in ${PANAH_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}

find_chromium || {
    install_debian chromium >&2
    find_chromium
}
