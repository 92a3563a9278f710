# Sourced by mvnw and everything in bin/: finds a JDK by itself, because the first java on the
# PATH is often too old. POSIX sh; sets and exports JAVA_HOME.

turnpike_jdk_release=25

# The feature release of the JDK in $1 ("25"), nothing when it is no JDK.
turnpike_jdk_feature() {
  [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

# The home of the java on the PATH, through whatever links lead there.
turnpike_jdk_on_path() {
  java=$(command -v javac) || return 0
  while [ -L "$java" ]; do
    link=$(readlink "$java")
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  (cd "$(dirname "$java")/.." && pwd -P)
}

# A subshell, so that the caller's shell options (mvnw: no globbing) are none of its business.
turnpike_find_jdk() (
  set +fu
  for home in \
    "$JAVA_HOME" \
    "$(turnpike_jdk_on_path)" \
    /usr/lib/jvm/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/java/* \
    /opt/*jdk*; do
    [ -n "$home" ] || continue
    feature=$(turnpike_jdk_feature "$home")
    if [ "${feature:-0}" -ge "$turnpike_jdk_release" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
)

turnpike_use_jdk() {
  if JAVA_HOME=$(turnpike_find_jdk); then
    export JAVA_HOME
  else
    echo "Turnpike needs a JDK, release $turnpike_jdk_release or newer, and found none: install one (https://adoptium.net, 'brew install openjdk', 'sdk install java') or set JAVA_HOME." >&2
    return 1
  fi
}
