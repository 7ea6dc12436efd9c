#!/bin/sh
# After the package is removed; not when a newer one takes its place. dpkg says "remove" and "purge", RPM 0.
case "${1:-}" in
    remove|purge|0)
        # The folder is the system's, whoever else uses it; dpkg takes it away when it is empty.
        [ -d /opt ] || mkdir -m 755 /opt
        case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
            ru*) echo "Букварь удалён. Базы, модели и настройки остались у каждого пользователя в ~/.local/share/bukvar и ~/.config/bukvar; удалить их может он сам." ;;
            *) echo "Bukvar is removed. Bases, models and settings are still with each user, in ~/.local/share/bukvar and ~/.config/bukvar; each may delete them." ;;
        esac
        ;;
esac
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q /usr/share/applications || true
command -v update-mime-database >/dev/null 2>&1 && update-mime-database /usr/share/mime || true
command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
