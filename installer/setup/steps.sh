# Sourced by bootstrap.sh: runs the steps of setting up, one after another, each with its place in the whole,
# a sign of life, and, where it fails, one sentence with what to do.
# Set before: bukvar_root, bukvar_steps (how many there are), bukvar_log (where the steps' own output goes).

bukvar_number=0      # the step at work
bukvar_child=        # the process group of the step at work
bukvar_heartbeat=5   # seconds between two lines where the output is no terminal

bukvar_say() { printf '%s\n' "$*" >&2; }

# 75 → 1:15
bukvar_clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# Written over where the output is a terminal, a line of its own where it is not.
bukvar_tell() {
    if [ -t 2 ]; then
        # A line that is wider than the terminal cannot be written over.
        local width
        width=$(stty size <&2 2>/dev/null | cut -d' ' -f2)
        printf '\r\033[K%s' "${1:0:${width:-80} - 1}" >&2
    else
        printf '%s\n' "$1" >&2
    fi
}

bukvar_told() { if [ -t 2 ]; then printf '\r\033[K%s\n' "$1" >&2; else printf '%s\n' "$1" >&2; fi; }

# Waits until no other set-up is at work in this folder, also one whose shell was killed but whose compiler is
# not. Held until bukvar_unlock; every process of a step holds it as well.
bukvar_lock() {
    local begin=$SECONDS last=-100
    command -v flock >/dev/null 2>&1 || return 0
    exec 9>"$bukvar_root/build/setup.lock"
    until flock -n 9; do
        if [ $((SECONDS - last)) -ge "$bukvar_heartbeat" ]; then
            last=$SECONDS
            # shellcheck disable=SC2059
            bukvar_tell "$(printf "$say_wait" "$(bukvar_clock $((SECONDS - begin)))")"
        fi
        sleep 1
    done
}
bukvar_unlock() { exec 9>&-; }

# Ctrl-C, a closed terminal or a polite kill end the step's whole process group, too.
bukvar_interrupted() {
    trap - INT TERM HUP
    [ -n "$bukvar_child" ] && kill -TERM -- "-$bukvar_child" 2>/dev/null
    [ -t 2 ] && printf '\n' >&2
    bukvar_say "$say_stopped"
    exit 130
}

# bukvar_step TITLE USUAL COMMAND…: runs the command with its output in the log.
bukvar_step() {
    local title=$1 usual=$2 head begin from last words code
    shift 2
    bukvar_number=$((bukvar_number + 1))
    # shellcheck disable=SC2059
    head=$(printf "$say_step" "$bukvar_number" "$bukvar_steps" "$title")
    bukvar_tell "$head, $usual"
    begin=$SECONDS last=$SECONDS
    # A folder that cannot be written to has no log; what is there already works in it all the same.
    { : >>"$bukvar_log"; } 2>/dev/null || bukvar_log=/dev/null
    printf '\n=== %s %s\n' "$(date -u +%FT%TZ)" "$title" >>"$bukvar_log"
    from=$(wc -c <"$bukvar_log")
    trap bukvar_interrupted INT TERM HUP
    set -m  # a process group of its own
    "$@" </dev/null >>"$bukvar_log" 2>&1 &
    bukvar_child=$!
    set +m
    while kill -0 "$bukvar_child" 2>/dev/null; do
        sleep 0.2
        [ $((SECONDS - last)) -ge "$(if [ -t 2 ]; then echo 1; else echo "$bukvar_heartbeat"; fi)" ] || continue
        last=$SECONDS
        words=$head$(bukvar_part "$from")
        # shellcheck disable=SC2059
        bukvar_tell "$words, $usual, $(printf "$say_so_far" "$(bukvar_clock $((SECONDS - begin)))")"
    done
    code=0
    wait "$bukvar_child" || code=$?
    bukvar_child=
    trap - INT TERM HUP
    if [ "$code" != 0 ]; then
        bukvar_told "$head"
        bukvar_failed "$title" "$from"
        return 1
    fi
    # shellcheck disable=SC2059
    bukvar_told "$head: $(printf "$say_done" "$(bukvar_clock $((SECONDS - begin)))")"
}

# bukvar_part FROM: how far the step says it is, in brackets: [12/98], or "12 MB of 98 MB" after a colon.
bukvar_part() {
    local said part
    said=$(tail -c "+$(($1 + 1))" "$bukvar_log" | tail -c 2000)
    part=$(grep -o '^\[[0-9]*/[0-9]*\]' <<<"$said" | tail -n 1 | tr -d '[]') || part=
    if [ -n "$part" ]; then
        # shellcheck disable=SC2059
        printf " ($say_part)" "${part%/*}" "${part#*/}"
        return
    fi
    part=$(sed -nE 's/^[^:]+: ([0-9][^:]* (of|из) [0-9][^:]*)$/\1/p' <<<"$said" | tail -n 1)
    [ -z "$part" ] || printf ' (%s)' "$part"
}

# bukvar_failed TITLE FROM: one sentence and one advice, chosen by what the step has said (FROM: where in the log).
# Where bukvar_own_words is set, the step ends with such a sentence of its own; where bukvar_output is, what the step
# says is for developers and is shown whole.
bukvar_failed() {
    local said
    # shellcheck disable=SC2059
    bukvar_say "$(printf "$say_failed" "$1")"
    said=$(tail -c "+$(($2 + 1))" "$bukvar_log" 2>/dev/null | tail -c 200000)
    if [ -n "${bukvar_output:-}" ]; then
        printf '%s\n' "$said" >&2
        return
    fi
    if [ -n "${bukvar_own_words:-}" ] && ! grep -q '^Traceback' <<<"$said"; then
        grep -v '^ *$' <<<"$said" | tail -n 1 >&2
    else
        bukvar_say "$(bukvar_advice "$said")"
    fi
    # shellcheck disable=SC2059
    bukvar_say "$(printf "$say_log" "$bukvar_log")"
}

# What the tools say when they fail, and the advice for it; from the most certain cause to the least, since more than one
# may fit: a certificate that is not trusted is also a request that was not answered.
bukvar_causes=(
    'no space left|os error 28|errno 28|disk quota exceeded|disk full'
        "$advice_disk"
    'cannot allocate memory|out of memory|virtual memory exhausted|Killed signal terminated program|MemoryError'
        "$advice_memory"
    'UnknownIssuer|CERTIFICATE_VERIFY_FAILED|invalid peer certificate|self.signed certificate|certificate verif|SSLError'
        "$advice_certificate"
    '407 proxy|proxy authentication required'
        "$advice_proxy"
    'hash mismatch|DO NOT MATCH THE HASHES|hash-checking'
        "$advice_hash"
    'could not get lock|unable to acquire the dpkg|unable to lock|is another process using it'
        "$advice_apt"
    'unable to locate package|has no installation candidate'
        "$advice_apt_missing"
    'dns error|resolve host|resolve:|name resolution|name or service not known|connection refused|network is unreachable|no route to host|timed out|connection reset|error sending request|failed to fetch|NewConnectionError|ConnectTimeout|50[0-9] (server error|bad gateway|service)'
        "$advice_network"
    'no matching distribution|could not find a version|was not found in the package registry|no solution found|only .* is available|404 (not found|client error)'
        "$advice_missing"
    'read-only file system|permission denied|os error 13|os error 30'
        "$advice_write"
    'llama.cpp could not be compiled|fatal error: |cc1plus: '
        "$advice_compiler"
)

# bukvar_advice SAID: the advice for the first cause that fits what was said.
bukvar_advice() {
    local index
    for ((index = 0; index < ${#bukvar_causes[@]}; index += 2)); do
        if grep -qiE -- "${bukvar_causes[index]}" <<<"$1"; then
            printf '%s' "${bukvar_causes[index + 1]}"
            return
        fi
    done
    printf '%s' "$advice_other"
}
