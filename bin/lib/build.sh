# Sourced by what needs the built application: builds it when a source is newer than the jar.
# Expects $root.

jar=$root/backend/target/quarkus-app/quarkus-run.jar

is_built() {
  [ -f "$jar" ] || return 1
  [ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root/tenants/samples" \
    -newer "$jar" \( -type f -o -type d \) 2>/dev/null | head -n 1)" ]
}

# Shows one line a module; the whole log is kept.
build() {
  echo "Building Turnpike (the first time Maven also fetches its libraries) …"
  mkdir -p "$root/target"
  log=$root/target/build.log
  { "$root/mvnw" -B -ntp -f "$root/pom.xml" -DskipTests package 2>&1 || echo BUILD-FAILED; } |
    tee "$log" | sed -n 's/^\[INFO\] Building Turnpike: \([^ ]*\).*/  \1/p'
  if grep -q '^BUILD-FAILED$' "$log"; then
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    echo "The build failed; the whole log is $log" >&2
    return 1
  fi
  touch "$jar"
}

build_if_needed() {
  is_built || build
}
