# What a page's blocks run after: the program under its documented name, and stand-ins for what only a person or a
# machine in production has. Variables that begin with DOCS_ come from the test.
set -euo pipefail

_ready() { for _ in $(seq 300); do [ -f "$1/gate.json" ] && return; sleep 0.1; done; echo "no gate came up in $1" >&2; return 1; }
_directory() { printf '%s' "${PORTCULLIS_DATA:-data}"; }
_program=("$DOCS_JAVA" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$DOCS_JAR")
_java() { "${_program[@]}" "$@"; }
_gates=$(mktemp)
trap 'xargs -r kill < "$_gates"' EXIT

# serve goes on behind the page; connect is answered by a person at the terminal; an id that the page made up means the
# one key that it fits: the retiring one, where there is one.
portcullis() {
  local word words=() said
  case $1 in
    serve)
      # not through a function: its pid would be that of a shell, whose end ends no gate
      PORTCULLIS_LISTEN_PORT=0 PORTCULLIS_ADMIN_PORT=0 "${_program[@]}" "$@" --config "$DOCS_CONFIG" & echo $! >> "$_gates"
      _ready "$(_directory)"
      return ;;
    connect)
      _ready "$(_directory)"
      said=$(_java "$@" --api-key "$DOCS_API_KEY" < "$DOCS_SECRET_FILE")
      printf '%s\n' "$said"
      TOKEN=$(grep -om1 'pcl_[a-z0-9]*_[A-Za-z0-9]*' <<< "$said")
      export TOKEN
      return ;;
  esac
  for word in "$@"; do
    case $word in
      *-main-d7473f64) word=$(_key "${word%-d7473f64}") ;;
      */witness.log) cat "$(_directory)/ledger/head.json" > "$word" ;;
    esac
    words+=("$word")
  done
  _java "${words[@]}"
}

_key() {
  local keys
  keys=$(_java key list)
  { grep "^$1.* retiring " <<< "$keys" || grep "^$1.* active " <<< "$keys"; } | head -1 | cut -d' ' -f1
}

# The gate listens where it found room, and an answer of 400 or above is a failure.
curl() {
  local word words=() place
  place=$(cat "$(_directory)/gate.json")
  for word in "$@"; do
    word=${word//http:\/\/127.0.0.1:8080/$(sed -E 's/.*"data" *: *"([^"]+)".*/\1/' <<< "${place//$'\n'/ }")}
    words+=("${word//http:\/\/127.0.0.1:8081/$(sed -E 's/.*"admin" *: *"([^"]+)".*/\1/' <<< "${place//$'\n'/ }")}")
  done
  command curl --fail-with-body --max-time 20 "${words[@]}"
}
