# Sourced by mvnw. Where some Maven is installed, the release that we build with comes through it, as
# an ordinary artifact from whatever repository or mirror it is set up with. Where there is none,
# mvnw goes on and downloads the release from Apache's archive.

turnpike_maven=3.9.11

turnpike_fetch_maven() (
  command -v mvn >/dev/null 2>&1 || return 1
  echo "Fetching Maven $turnpike_maven …" >&2
  mkdir -p "$1" && cd "$1" || return 1
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    -Dartifact=org.apache.maven:apache-maven:$turnpike_maven:zip:bin -DoutputDirectory="$1" >&2 2>/dev/null &&
    chmod +x "$1/apache-maven-$turnpike_maven/bin/mvn" &&
    rm -rf './${project.basedir}' # the plugin's markers, outside a project
)

# Does not return when it finds or fetches that Maven.
turnpike_run_maven() {
  dists=${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists/turnpike
  command=$dists/apache-maven-$turnpike_maven/bin/mvn
  [ -x "$command" ] || turnpike_fetch_maven "$dists" || return 0
  exec "$command" "$@"
}
