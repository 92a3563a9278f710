# Sourced by bin/verify: finds Chromium, or installs Debian's when it may. Exports
# TURNPIKE_CHROMIUM; without it the browser tests are skipped, and counted as skipped.

find_browser() {
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

install_browser() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing Chromium from the distribution's packages …"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium; } >/dev/null
}

use_browser() {
  if [ -z "${TURNPIKE_CHROMIUM:-}" ]; then
    TURNPIKE_CHROMIUM=$(find_browser) || { install_browser && TURNPIKE_CHROMIUM=$(find_browser); } || true
  fi
  if [ -n "${TURNPIKE_CHROMIUM:-}" ]; then
    export TURNPIKE_CHROMIUM
    echo "Chromium: $TURNPIKE_CHROMIUM"
  else
    echo "SKIPPED: no Chromium here and none can be installed; the browser tests will not run." >&2
  fi
}
