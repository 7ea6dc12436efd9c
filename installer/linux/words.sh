# Sourced by setup.sh and uninstall.sh: what they say, in the language of the user.
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ru*)
        say_installing="Устанавливаю Букварь в папку"
        say_no_room="Мало места на диске. Нужно свободных МБ:"
        say_running="Букварь открыт. Закройте его и запустите установку снова."
        say_old_glibc="Система слишком старая: нужна glibc 2.34 или новее (Debian 12, Ubuntu 22.04)."
        say_done="Готово. Букварь — в меню программ; в терминале:"
        say_path="Этой папки нет в PATH; после нового входа в систему она может там появиться:"
        say_missing="Не хватает системных библиотек. Попросите администратора установить:"
        say_remove="Удалить Букварь можно командой:"
        say_removed="Букварь удалён. Ваши базы, модели и настройки остались здесь:"
        ;;
    *)
        say_installing="Installing Bukvar into"
        say_no_room="Not enough room on the disk. Free MB needed:"
        say_running="Bukvar is open. Close it and start the installation again."
        say_old_glibc="This system is too old: glibc 2.34 or newer is needed (Debian 12, Ubuntu 22.04)."
        say_done="Done. Bukvar is in the menu of programs; in a terminal:"
        say_path="This folder is not in PATH; it may be there after the next login:"
        say_missing="System libraries are missing. Ask an administrator to install:"
        say_remove="To remove Bukvar:"
        say_removed="Bukvar is removed. Your bases, models and settings are still here:"
        ;;
esac
