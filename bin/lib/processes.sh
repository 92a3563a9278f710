# Sourced by what stops a Turnpike: finds the processes that run from a data directory.

# Whether process $1 runs and its command line contains $2: a pid alone may be somebody else's by now.
runs_as() {
  ps -p "$1" -o args= 2>/dev/null | grep -qF -- "$2"
}

# Whether process $1 runs; a zombie, which nobody may ever collect in a container, does not.
runs() {
  case $(ps -p "$1" -o stat= 2>/dev/null) in
    '' | Z*) return 1 ;;
  esac
}

# Sends signal $1 to process $2 and waits until it has ended, at most $3 seconds.
stop_process() {
  kill -"$1" "$2" 2>/dev/null || return 0
  waited=0
  while runs "$2"; do
    [ "$waited" -lt "$3" ] || return 1
    sleep 1
    waited=$((waited + 1))
  done
}

# Stops what runs from data directory $1: Turnpike, then a PostgreSQL that a killed one left.
stop_turnpike_in() {
  pid=$(cat "$1/postgres/lock" 2>/dev/null || true)
  if [ -n "$pid" ] && runs_as "$pid" "-Dturnpike.data=$1 "; then
    echo "Stopping the Turnpike that runs from $1 …"
    stop_process TERM "$pid" 60 || return 1
  fi
  pid=$(head -n 1 "$1/postgres/cluster/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ] && runs_as "$pid" "$1/postgres/cluster"; then
    echo "Stopping its PostgreSQL …"
    stop_process INT "$pid" 60 || return 1
  fi
}
