# Sourced by ./run and ./test: after it, $BUKVAR_PYTHON is an interpreter with Bukvar installed.
# Everything is pinned by hash in installer/locks; nothing is installed outside this folder except the system packages of
# installer/setup/packages.sh. A second start finds the stamp and does nothing; one that was cut off is gone on with.

bukvar_root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
bukvar_venv="$bukvar_root/.venv"
bukvar_tools="$bukvar_root/.tools"
bukvar_tuning_venv="$bukvar_root/.tuning"
bukvar_log="$bukvar_root/build/setup.log"
. "$bukvar_root/installer/setup/words.sh"
. "$bukvar_root/installer/setup/steps.sh"
. "$bukvar_root/installer/setup/packages.sh"

# What an environment of this purpose was made from, as one hash.
bukvar_stamp_of() {
    local locks="$bukvar_root/installer/locks" files=(build.txt app.txt)
    [ "$1" = test ] && files+=(dev.txt)
    (cd "$locks" && cat uv.txt "${files[@]}" install.py "$bukvar_root/installer/engine/build.py" \
        "$bukvar_root/pyproject.toml") | sha256sum | cut -d' ' -f1
}

# Whether the environment is whole for a purpose; one for tests has all that the application needs.
bukvar_stamped() {
    "$BUKVAR_PYTHON" -c '' 2>/dev/null || return 1
    [ "$(cat "$bukvar_venv/bukvar-$1.stamp" 2>/dev/null)" = "$(bukvar_stamp_of "$1")" ] && return 0
    [ "$1" = app ] && [ "$(cat "$bukvar_venv/bukvar-test.stamp" 2>/dev/null)" = "$(bukvar_stamp_of test)" ]
}

bukvar_make_tools() {
    local made
    made=$(sha256sum "$bukvar_root/installer/locks/uv.txt" | cut -d' ' -f1)
    [ "$(cat "$bukvar_tools/bukvar.stamp" 2>/dev/null)" = "$made" ] &&
        [[ "$("$bukvar_tools/bin/uv" --version 2>/dev/null)" == "uv "* ]] && "$bukvar_tools/bin/python" -c '' && return 0
    rm -rf "$bukvar_tools"
    "$(bukvar_python)" -m venv "$bukvar_tools" || return 1
    # How the network is reached counts; what would change what is installed, or where, does not.
    (cd "$bukvar_root" && "$bukvar_tools/bin/python" -m installer.locks.network "$bukvar_tools/bin/python" -m pip \
        install --disable-pip-version-check --no-deps --require-hashes -r installer/locks/uv.txt) || return 1
    printf '%s' "$made" >"$bukvar_tools/bukvar.stamp"
}

# bukvar_install ENVIRONMENT LOCK… (more in installer/locks/install.py)
bukvar_install() {
    (cd "$bukvar_root" && "$bukvar_tools/bin/python" -m installer.locks.install "$@" --python "$(bukvar_python)")
}

bukvar_make_libraries() {
    rm -f "$bukvar_venv"/bukvar-*.stamp
    bukvar_install "$bukvar_venv" "$@" --without llama-cpp-python
}

bukvar_make_engine() {
    (cd "$bukvar_root" && exec "$BUKVAR_PYTHON" -m installer engine --without-vulkan)
}

bukvar_make_project() {
    local wheel
    wheel=$(cd "$bukvar_root" && "$BUKVAR_PYTHON" -m installer engine --without-vulkan --where) || return 1
    bukvar_install "$bukvar_venv" "$@" --without llama-cpp-python --wheel "$wheel" --project || return 1
    bukvar_make_files
}

# What the window reads and the repository does not hold, made where its source is newer: the list of what
# Bukvar is built of, and the compiled words.
bukvar_make_files() {
    local ts source parts="$bukvar_root/resources/licenses/components.json"
    [ -w "$bukvar_root/resources/licenses" ] || return 0  # a folder of somebody else's, who has set it up
    for source in installer/locks/app.txt resources/licenses/known.toml pyproject.toml; do
        if [ ! "$parts" -nt "$bukvar_root/$source" ]; then
            (cd "$bukvar_root" && "$BUKVAR_PYTHON" -m installer parts) || return 1
            break
        fi
    done
    for ts in "$bukvar_root"/resources/i18n/*.ts; do
        if [ ! "${ts%.ts}.qm" -nt "$ts" ]; then
            (cd "$bukvar_root" && "$BUKVAR_PYTHON" -m installer.strings compile)
            return
        fi
    done
}

# The tuning component's environment for the tests: the very packages a user's computer gets, in a folder of
# its own. (A user installs it with `bukvar tuning install`.)
bukvar_tuning() {
    local stamp
    stamp=$(sha256sum "$bukvar_root/installer/locks/tuning.txt" | cut -d' ' -f1)
    export BUKVAR_TUNING_PYTHON="${BUKVAR_TUNING_PYTHON:-$bukvar_tuning_venv/bin/python}"
    [ "$BUKVAR_TUNING_PYTHON" = "$bukvar_tuning_venv/bin/python" ] || return 0
    bukvar_tuned "$stamp" && return 0
    bukvar_lock
    bukvar_tuned "$stamp" && { bukvar_unlock; return 0; }
    bukvar_step "$title_tuning" "$minutes_tuning" bukvar_install "$bukvar_tuning_venv" tuning || return 1
    printf '%s' "$stamp" >"$bukvar_tuning_venv/bukvar.stamp"
    bukvar_unlock
}

bukvar_tuned() {
    [ "$(cat "$bukvar_tuning_venv/bukvar.stamp" 2>/dev/null)" = "$1" ] && "$BUKVAR_TUNING_PYTHON" -c '' 2>/dev/null
}

# bukvar_bootstrap app|test STEPS: STEPS is how many the caller's whole has, these five among them.
bukvar_bootstrap() {
    local want=$1 locks=(build app) cores
    bukvar_steps=$2
    export BUKVAR_PYTHON="$bukvar_venv/bin/python"
    if bukvar_stamped "$want" && bukvar_tested_packages "$want"; then
        bukvar_number=5
        bukvar_make_files >&2
        return
    fi
    case "$bukvar_root" in
        *:* | *$'\n'*)
            bukvar_say "$advice_name"
            return 1
            ;;
    esac
    if ! mkdir -p "$bukvar_root/build" 2>/dev/null || ! [ -w "$bukvar_root/build" ]; then
        bukvar_say "$advice_write"
        return 1
    fi
    bukvar_lock
    # Another one may have set up meanwhile.
    if bukvar_stamped "$want" && bukvar_tested_packages "$want"; then
        bukvar_number=5
        bukvar_unlock
        return
    fi
    : >"$bukvar_log"
    # An environment that has the tools of the tests keeps them: tests may be running from it.
    [ -e "$bukvar_venv/bin/pytest" ] && want=test
    local packages=("${bukvar_packages_app[@]}")
    [ "$want" = test ] && packages+=("${bukvar_packages_test[@]}") && locks+=(dev)
    bukvar_system_packages "${packages[@]}" || return 1
    bukvar_python >/dev/null || { bukvar_python_wanted; return 1; }
    bukvar_step "$title_tools" "$minutes_short" bukvar_make_tools || return 1
    bukvar_step "$title_libraries" "$minutes_some" bukvar_make_libraries "${locks[@]}" || return 1
    cores=$(nproc)
    bukvar_step "$title_engine" \
        "$(printf "$minutes_engine" $((10 / cores + 1)) $((18 / cores + 1)) "$cores")" bukvar_make_engine || return 1
    bukvar_step "$title_project" "$minutes_short" bukvar_make_project "${locks[@]}" || return 1
    bukvar_stamp_of "$want" >"$bukvar_venv/bukvar-$want.stamp"
    bukvar_unlock
}

# The tests need more packages than the application, which may have been set up before.
bukvar_tested_packages() {
    [ "$1" = app ] || [ -z "$(bukvar_missing "$bukvar_venv/bin/python" "${bukvar_packages_test[@]}")" ]
}
