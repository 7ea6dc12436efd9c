#!/bin/sh
# Removes what setup.sh has put there, by its list; bases, models and settings of the user are not among it.
set -eu
place=$(cd "$(dirname "$0")" && pwd)
. "$place/words.sh"
prefix=$(dirname "$(dirname "$place")")
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ "$(readlink "$prefix/bin/bukvar" 2>/dev/null)" = "$place/bukvar" ]; then rm -f "$prefix/bin/bukvar"; fi
rm -f "$data/applications/bukvar.desktop" "$data/mime/packages/bukvar.xml" "$data/icons/hicolor/scalable/apps/bukvar.svg"
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$data/applications" || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$data/mime" >/dev/null 2>&1 || true
cd "$place"
cp manifest "${TMPDIR:-/tmp}/bukvar.manifest.$$"
while IFS= read -r file; do rm -f -- "$file"; done < "${TMPDIR:-/tmp}/bukvar.manifest.$$"
rm -f "${TMPDIR:-/tmp}/bukvar.manifest.$$"
# Only empty folders go: what somebody put here stays.
find "$place" -depth -type d -empty -delete 2>/dev/null || true
echo "$say_removed $data/bukvar"
