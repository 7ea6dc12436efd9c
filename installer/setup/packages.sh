# Sourced by bootstrap.sh: what Qt, the source builds and the tests need from the system.
# "package:probe", names as in Debian and Ubuntu; a probe is a file that is there when the package is, or bin/ with
# the names of programs of which one is. Each package that a library of ours asks for is named itself: what another
# one brings along differs from release to release. That the list is whole is tested
# (tests/installer/test_system_packages.py).
bukvar_packages_app=(
    "gcc:bin/gcc" "g++:bin/g++" "make:bin/make"
    "libgl1:libGL.so.1" "libegl1:libEGL.so.1" "libfontconfig1:libfontconfig.so.1" "libfreetype6:libfreetype.so.6"
    "libglib2.0-0:libgthread-2.0.so.0" "libdbus-1-3:libdbus-1.so.3" "libgssapi-krb5-2:libgssapi_krb5.so.2"
    "libbrotli1:libbrotlidec.so.1" "libzstd1:libzstd.so.1" "libgomp1:libgomp.so.1"
    "libxkbcommon0:libxkbcommon.so.0" "libxkbcommon-x11-0:libxkbcommon-x11.so.0"
    "libx11-6:libX11.so.6" "libx11-xcb1:libX11-xcb.so.1" "libxcb1:libxcb.so.1"
    "libxcb-cursor0:libxcb-cursor.so.0" "libxcb-glx0:libxcb-glx.so.0" "libxcb-icccm4:libxcb-icccm.so.4"
    "libxcb-image0:libxcb-image.so.0" "libxcb-keysyms1:libxcb-keysyms.so.1"
    "libxcb-randr0:libxcb-randr.so.0" "libxcb-render0:libxcb-render.so.0"
    "libxcb-render-util0:libxcb-render-util.so.0" "libxcb-shape0:libxcb-shape.so.0"
    "libxcb-shm0:libxcb-shm.so.0" "libxcb-sync1:libxcb-sync.so.1" "libxcb-util1:libxcb-util.so.1"
    "libxcb-xfixes0:libxcb-xfixes.so.0" "libxcb-xinerama0:libxcb-xinerama.so.0"
    "libxcb-xkb1:libxcb-xkb.so.1" "fonts-dejavu-core:DejaVuSans.ttf"
)
# With them no test of pictures, 7z and locked ZIP is skipped. 7-Zip's program has another name in each release.
bukvar_packages_test=(
    "xvfb:bin/Xvfb" "tesseract-ocr:bin/tesseract" "tesseract-ocr-rus:rus.traineddata"
    "7zip:bin/7zz|7z" "libarchive-tools:bin/bsdtar"
)
# Python's own part has the version in its name where another than the system's is used.
bukvar_python_oldest=11  # 3.x, as in pyproject.toml
bukvar_python_newest=14

# Prints the interpreter to use; fails when there is none of a version that fits.
bukvar_python() {
    local name
    if [ -n "${BUKVAR_SYSTEM_PYTHON:-}" ]; then
        bukvar_python_fits "$BUKVAR_SYSTEM_PYTHON" && printf '%s' "$BUKVAR_SYSTEM_PYTHON"
        return
    fi
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null 2>&1 && bukvar_python_fits "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

bukvar_python_fits() {
    "$1" -c "import sys; raise SystemExit(not (3, $bukvar_python_oldest) <= sys.version_info[:2] <= (3, $bukvar_python_newest))" 2>/dev/null
}

# Which version a Python of this system's own packages would have, "" where apt does not know.
bukvar_python_offered() {
    apt-cache policy python3 2>/dev/null | sed -n 's/^ *Candidate: *\(3\.[0-9]*\).*/\1/p' | head -n 1
}

bukvar_present() {
    local name names
    case "$1" in
        bin/*)
            IFS='|' read -ra names <<<"${1#bin/}"
            for name in "${names[@]}"; do
                command -v "$name" >/dev/null 2>&1 && return 0
            done
            return 1
            ;;
        *.traineddata) find /usr/share/tesseract-ocr /usr/share/tessdata -name "$1" 2>/dev/null | grep -q . ;;
        *.ttf) find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.local/share/fonts" -name "$1" 2>/dev/null | grep -q . ;;
        *) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -qF "$1" ;;
    esac
}

# What of these is missing, one name a line; "PYTHON" stands for the chosen interpreter's own parts.
bukvar_missing() {
    local entry python=$1 version
    shift
    if [ -z "$python" ]; then
        printf '%s\n' python3 python3-venv python3-dev
    else
        version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
        [ "$(command -v python3 2>/dev/null)" -ef "$python" ] 2>/dev/null && version=3
        "$python" -c 'import ensurepip, venv' 2>/dev/null || printf 'python%s-venv\n' "$version"
        # Small C extensions need the headers of the Python that builds them.
        "$python" -c 'import pathlib, sysconfig
raise SystemExit(not (pathlib.Path(sysconfig.get_paths()["include"]) / "Python.h").exists())' \
            2>/dev/null || printf 'python%s-dev\n' "$version"
    fi
    for entry in "$@"; do
        bukvar_present "${entry#*:}" || printf '%s\n' "${entry%%:*}"
    done
}

bukvar_apt() {
    "$@" apt-get update -qq || printf '%s\n' "$say_old_list"
    # A mirror that stumbles over one of a hundred files is asked again.
    "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=60 "${bukvar_wanted[@]}"
}

# bukvar_system_packages PACKAGE:PROBE…: installs what is missing, or says how an administrator does.
bukvar_system_packages() {
    local python become=() offered
    python=$(bukvar_python) || python=
    if [ -z "$python" ]; then
        # Told before anything is installed: a system whose Python is too old cannot be helped by packages.
        offered=$(bukvar_python_offered)
        if command -v python3 >/dev/null 2>&1 || [ -n "${BUKVAR_SYSTEM_PYTHON:-}" ] || ! bukvar_version_fits "${offered:-3.$bukvar_python_oldest}"; then
            bukvar_python_wanted
            return 1
        fi
    fi
    mapfile -t bukvar_wanted < <(bukvar_missing "$python" "$@")
    if [ ${#bukvar_wanted[@]} -eq 0 ]; then
        bukvar_step "$title_packages" "$minutes_short" true
        return
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        bukvar_say "$say_packages_other"
        bukvar_say "    ${bukvar_wanted[*]}"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        become=(sudo -n)
        if ! command -v sudo >/dev/null 2>&1; then
            bukvar_ask_administrator
            return 1
        fi
        if ! sudo -n true 2>/dev/null; then
            # Asked here, in the foreground: the step itself has no keyboard.
            [ -t 0 ] && bukvar_say "$say_sudo"
            if ! { [ -t 0 ] && sudo -v; }; then
                bukvar_ask_administrator
                return 1
            fi
        fi
    fi
    bukvar_step "$title_packages" "$minutes_some" bukvar_apt "${become[@]}"
}

bukvar_ask_administrator() {
    bukvar_say "$say_packages_missing"
    bukvar_say "    sudo apt-get install --no-install-recommends ${bukvar_wanted[*]}"
}

bukvar_version_fits() {
    local minor=${1#3.}
    [ "$minor" -ge "$bukvar_python_oldest" ] && [ "$minor" -le "$bukvar_python_newest" ]
}

bukvar_python_wanted() {
    local found
    found=$("${BUKVAR_SYSTEM_PYTHON:-python3}" --version 2>/dev/null) || found=$say_no_python
    # shellcheck disable=SC2059
    bukvar_say "$(printf "$say_python" "3.$bukvar_python_oldest" "3.$bukvar_python_newest" "$found" \
        "python3.$bukvar_python_oldest python3.$bukvar_python_oldest-venv python3.$bukvar_python_oldest-dev")"
}
