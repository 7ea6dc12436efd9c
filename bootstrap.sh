# Sourced by ./run and ./test: after it, $BUKVAR_PYTHON is an interpreter with Bukvar installed.
# Everything is pinned by hash in installer/locks; nothing is installed outside this folder
# except the system packages named below. A second start finds the stamp and does nothing.

bukvar_root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bukvar_venv="$bukvar_root/.venv"
bukvar_tools="$bukvar_root/.tools"

bukvar_say() { printf '%s\n' "$*" >&2; }

# What Qt, the source builds and the tests need from Debian or Ubuntu: "package:probe".
# A probe is a file pattern that is there when the package is.
bukvar_packages_app=(
    "python3-venv:python-venv" "gcc:bin/gcc" "g++:bin/g++" "make:bin/make"
    "libgl1:libGL.so.1" "libegl1:libEGL.so.1" "libfontconfig1:libfontconfig.so.1"
    "libxkbcommon0:libxkbcommon.so.0" "libxkbcommon-x11-0:libxkbcommon-x11.so.0"
    "libxcb-cursor0:libxcb-cursor.so.0" "libxcb-icccm4:libxcb-icccm.so.4"
    "libxcb-image0:libxcb-image.so.0" "libxcb-keysyms1:libxcb-keysyms.so.1"
    "libxcb-render-util0:libxcb-render-util.so.0" "libxcb-xkb1:libxcb-xkb.so.1"
    "libxcb-shape0:libxcb-shape.so.0" "libxcb-randr0:libxcb-randr.so.0"
    "libxcb-xinerama0:libxcb-xinerama.so.0" "libx11-xcb1:libX11-xcb.so.1"
    "libdbus-1-3:libdbus-1.so.3" "libgomp1:libgomp.so.1" "fonts-dejavu-core:DejaVuSans.ttf"
)
bukvar_packages_test=("xvfb:bin/Xvfb")

bukvar_present() {
    case "$1" in
        python-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
        bin/*) command -v "${1#bin/}" >/dev/null 2>&1 ;;
        *.ttf) find /usr/share/fonts -name "$1" 2>/dev/null | grep -q . ;;
        *) ldconfig -p 2>/dev/null | grep -qF "$1" || /sbin/ldconfig -p 2>/dev/null | grep -qF "$1" ;;
    esac
}

bukvar_system_packages() {
    local entry missing=()
    command -v python3 >/dev/null 2>&1 || missing+=(python3 python3-dev)
    for entry in "$@"; do
        bukvar_present "${entry#*:}" || missing+=("${entry%%:*}")
    done
    # llama.cpp and small C extensions need the headers of the Python that builds them.
    if command -v python3 >/dev/null 2>&1; then
        python3 - <<'PY' 2>/dev/null || missing+=(python3-dev)
import pathlib, sysconfig
raise SystemExit(not (pathlib.Path(sysconfig.get_paths()["include"]) / "Python.h").exists())
PY
    fi
    [ ${#missing[@]} -eq 0 ] && return 0
    local become=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 && become=(sudo)
    fi
    if ! command -v apt-get >/dev/null 2>&1 || { [ "$(id -u)" != 0 ] && [ ${#become[@]} -eq 0 ]; }; then
        bukvar_say "These system packages are missing (names as in Debian and Ubuntu):"
        bukvar_say "  ${missing[*]}"
        bukvar_say "Install them (an administrator can), then start again."
        return 1
    fi
    bukvar_say "Installing system packages: ${missing[*]}"
    "${become[@]}" apt-get update -qq >&2 || bukvar_say "The package list could not be refreshed; trying with the old one."
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

bukvar_python_ok() {
    python3 -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    bukvar_say "Bukvar needs Python 3.11 or newer; found: $(python3 --version 2>&1)."
    return 1
}

# The tuning component's environment for the tests: the very packages a user's computer gets, in a folder of
# its own. (A user installs it with `bukvar tuning install`.)
bukvar_tuning() {
    local lock="$bukvar_root/installer/locks/tuning.txt" folder="$bukvar_root/.tuning" stamp
    stamp=$(sha256sum "$lock" | cut -d' ' -f1)
    export BUKVAR_TUNING_PYTHON="${BUKVAR_TUNING_PYTHON:-$folder/bin/python}"
    [ "$BUKVAR_TUNING_PYTHON" = "$folder/bin/python" ] || return 0
    [ "$(cat "$folder/bukvar.stamp" 2>/dev/null)" = "$stamp" ] && return 0
    bukvar_say "Installing the tuning component for the tests (about 6 GB)…"
    "$bukvar_tools/bin/uv" venv --quiet --clear --python python3 "$folder" || return 1
    VIRTUAL_ENV="$folder" "$bukvar_tools/bin/uv" pip install --quiet --no-deps --require-hashes -r "$lock" || return 1
    printf '%s' "$stamp" > "$folder/bukvar.stamp"
}

# The window's words are compiled where their source is newer.
bukvar_strings() {
    local ts
    for ts in "$bukvar_root"/resources/i18n/*.ts; do
        if [ ! "${ts%.ts}.qm" -nt "$ts" ]; then
            (cd "$bukvar_root" && "$BUKVAR_PYTHON" -m installer.strings compile >&2)
            return
        fi
    done
}

# bukvar_bootstrap app|test
bukvar_bootstrap() {
    local want=$1 locks="$bukvar_root/installer/locks" packages=("${bukvar_packages_app[@]}")
    [ "$want" = test ] && packages+=("${bukvar_packages_test[@]}")
    bukvar_system_packages "${packages[@]}" || return 1
    bukvar_python_ok || return 1

    local stamp files=("$locks/build.txt" "$locks/app.txt")
    [ "$want" = test ] && files+=("$locks/dev.txt")
    stamp=$(cat "$locks/uv.txt" "${files[@]}" "$bukvar_root/pyproject.toml" | sha256sum | cut -d' ' -f1)
    export BUKVAR_PYTHON="$bukvar_venv/bin/python"
    if [ -x "$BUKVAR_PYTHON" ] && [ "$(cat "$bukvar_venv/bukvar-$want.stamp" 2>/dev/null)" = "$stamp" ]; then
        bukvar_strings
        return
    fi

    if ! "$bukvar_tools/bin/uv" --version >/dev/null 2>&1; then
        bukvar_say "Preparing the package installer…"
        rm -rf "$bukvar_tools"
        python3 -m venv "$bukvar_tools" || return 1
        "$bukvar_tools/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
            --require-hashes -r "$locks/uv.txt" || return 1
    fi
    local uv="$bukvar_tools/bin/uv"
    if ! "$BUKVAR_PYTHON" -c 'import sys' 2>/dev/null; then
        "$uv" venv --quiet --clear --python python3 "$bukvar_venv" || return 1
    fi
    export VIRTUAL_ENV="$bukvar_venv"
    # pip's settings of a company (mirror, certificate) count for uv as well.
    [ -n "${PIP_INDEX_URL:-}" ] && export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"
    local install=("$uv" pip install --quiet --no-deps --require-hashes --no-build-isolation)
    bukvar_say "Installing Bukvar's libraries (the first time takes some minutes: llama.cpp is compiled)…"
    "${install[@]}" -r "$locks/build.txt" || return 1
    # Make the pinned cmake and ninja the ones a source build finds.
    PATH="$bukvar_venv/bin:$PATH" CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" \
        "${install[@]}" "${files[@]/#/-r}" || return 1
    "$uv" pip install --quiet --no-deps --no-build-isolation -e "$bukvar_root" || return 1
    bukvar_strings || return 1
    printf '%s' "$stamp" > "$bukvar_venv/bukvar-$want.stamp"
}
