#!/bin/sh
# Installs the unpacked bundle for the user who runs it: no root. BUKVAR_PREFIX chooses another folder than
# ~/.local. The new version is unpacked beside the old one and takes its place by renaming, so whatever interrupts
# this leaves a whole application.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/words.sh"

# Who has opened the file in a file manager sees no terminal: the last sentence comes in a window.
tell() {
    echo "$1"
    if [ ! -t 0 ] && [ ! -t 1 ] && [ ! -t 2 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        for shown in "zenity --info --text" "kdialog --msgbox" "xmessage -center"; do
            if command -v "${shown%% *}" >/dev/null 2>&1; then
                $shown "$1" >/dev/null 2>&1 & # nothing waits for it: a script of an administrator goes on
                break
            fi
        done
    fi
}
fail() {
    tell "$1" >&2
    exit 1
}

prefix=${BUKVAR_PREFIX:-$HOME/.local}
place=$prefix/opt/bukvar
data=${XDG_DATA_HOME:-$HOME/.local/share}

version=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
if [ -n "$version" ] && [ "$(printf '%s\n2.34\n' "$version" | sort -V | head -n 1)" != 2.34 ]; then
    fail "$say_old_glibc"
fi
if [ -d "$place" ]; then
    for exe in /proc/[0-9]*/exe; do
        case "$(readlink "$exe" 2>/dev/null)" in
            "$place"/*) fail "$say_running" ;;
        esac
    done
fi
mkdir -p "$prefix/opt"
need=$(du -sm "$here/bukvar" | cut -f1)
free=$(df -Pm "$prefix/opt" | awk 'NR == 2 { print $4 }')
if [ "$free" -lt "$((need + 50))" ]; then
    fail "$say_no_room $((need + 50))"
fi

# What a setup that was cut off in the middle of changing them has left.
if [ -d "$place.old" ] && [ ! -d "$place" ]; then mv "$place.old" "$place"; fi

echo "$say_installing $place"
rm -rf "$place.new" "$place.old"
cp -a "$here/bukvar" "$place.new"
cp "$here/words.sh" "$here/uninstall.sh" "$place.new/"
chmod +x "$place.new/uninstall.sh"
# Packs that lie there are offered at the first start.
if [ -n "${ARCHIVE_DIR:-}" ]; then
    (cd "${USER_PWD:-/}" && cd "$ARCHIVE_DIR" && pwd) > "$place.new/installed-from.txt" || rm "$place.new/installed-from.txt"
fi
# What uninstalling removes: these files and nothing else.
(cd "$place.new" && find . ! -type d | sort > "$prefix/opt/bukvar.manifest.new" && echo ./manifest >> "$prefix/opt/bukvar.manifest.new")
mv "$prefix/opt/bukvar.manifest.new" "$place.new/manifest"
# What somebody has put beside the program (packs, say) is not on its list and moves over.
if [ -f "$place/manifest" ]; then
    (cd "$place" && find . ! -type d | grep -vxFf manifest) | while IFS= read -r own; do
        [ -e "$place.new/$own" ] && continue
        mkdir -p "$(dirname "$place.new/$own")"
        ln "$place/$own" "$place.new/$own" 2>/dev/null || cp -pP "$place/$own" "$place.new/$own"
    done
fi
if [ -d "$place" ]; then mv "$place" "$place.old"; fi
mv "$place.new" "$place"
rm -rf "$place.old"

mkdir -p "$prefix/bin" "$data/applications" "$data/mime/packages" "$data/icons/hicolor/scalable/apps"
ln -sfn "$place/bukvar" "$prefix/bin/bukvar"
# The place may hold spaces and any letters; sed gets none of its own signs from it.
escaped=$(printf '%s' "$place" | sed 's/[&|\\]/\\&/g')
sed "s|@PLACE@|$escaped|" "$here/bukvar.desktop" > "$data/applications/bukvar.desktop"
cp "$here/bukvar-mime.xml" "$data/mime/packages/bukvar.xml"
cp "$here/bukvar.svg" "$data/icons/hicolor/scalable/apps/bukvar.svg"
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$data/applications" || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$data/mime" >/dev/null 2>&1 || true

# Beside what lies in the program's own folder, which it looks into first.
lost=$(find "$place/_internal" \( -name 'libqxcb.so' -o -name 'libQt6Core.so.6' \) -exec env LD_LIBRARY_PATH="$place/_internal" ldd {} + 2>/dev/null | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
if [ -n "$lost" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ -f "$here/packages.txt" ]; then
        # "libGL.so.1 libgl1" on each line.
        lost="sudo apt-get install $(for one in $lost; do awk -v one="$one" '$1 == one { print $2; known = 1 } END { if (!known) print one }' "$here/packages.txt"; done | sort -u | tr '\n' ' ')"
    fi
    echo "$say_missing $lost" >&2
    say_done="$say_missing $lost
$say_done"
fi
tell "$say_done $prefix/bin/bukvar"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "$say_path $prefix/bin" ;; esac
echo "$say_remove \"$place/uninstall.sh\""
