#!/bin/sh
# See to it that the programs are there by which the tests read PDFs with other eyes: poppler's pdfsig, PDFBox Preflight.
# Installs Debian's where they are absent and we may, else says what is missing.
set -eu
. "$(dirname "$0")/debian.sh"

missing=
command -v pdfsig >/dev/null || missing="$missing poppler-utils"
command -v java >/dev/null || missing="$missing default-jre-headless"
for pair in preflight:libpdfbox2-java javax.activation:libactivation-java jaxb-api:libjaxb-api-java; do
    [ -e "/usr/share/java/${pair%%:*}.jar" ] || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0
# Java's package links its manual pages, for which a small image has no folder.
[ "$(id -u)" != 0 ] || mkdir -p /usr/share/man/man1
# shellcheck disable=SC2086 # one word for each package
install_debian $missing
