# To be sourced. install_debian PACKAGE... installs Debian packages where we may, else says which are missing.

install_debian() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing from Debian: $*"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq -o DPkg::Lock::Timeout=120 update </dev/null &&
            apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@" </dev/null >/dev/null &&
            return 0
    fi
    echo "This machine lacks: $*. Install it (on Debian, as root: apt-get install $*), then run the same command again." >&2
    return 1
}
