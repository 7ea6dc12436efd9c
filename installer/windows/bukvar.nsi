; Setup of Bukvar, for one user without an administrator or (/ALLUSERS) for all of a computer. Made by
; installer/windows/build.py, which defines VERSION, NUMBERS, OUT, FILES (the commands that unpack the payload),
; MANIFEST (their list), SIZE (KiB), ICON, SIDE (a picture), LICENCE, LICENCE_RU (the same with a Russian preface)
; and, where it is signed, SIGN (a command). TARGET is another stub than the 32-bit one, which runs on every Windows
; and is all that the official NSIS has; ACCOUNT stands in for the account that is asked for. Both are for tests.
;
; Switches and exit codes: installer/windows/README.md.
!ifdef TARGET
  Target ${TARGET}
!endif
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
; A file that cannot be written stops a silent setup, too, instead of being left out without a word.
AllowSkipFiles off
!ifdef SIGN
  !uninstfinalize '${SIGN}' = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinMessages.nsh
!include x64.nsh

!define PROGRAM "bukvar.exe"
!define KEY "Software\Bukvar"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Bukvar"
!define PACK_TYPE "Bukvar.Pack"
!define MODEL_TYPE "Bukvar.Model"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
; Windows 10 1809: Qt 6 and Python 3.13 run on nothing older.
!define OLDEST_BUILD 17763

; In Russian a genitive, as the texts of NSIS want it: "Установка $(^Name)".
Name "$(Title)"
OutFile "${OUT}"
; No InstallDir: what /D= has not said, .onInit finds out, for one user or for all.
BrandingText "Bukvar ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Bukvar"
VIAddVersionKey FileDescription "Bukvar setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Bukvar developers, Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_WELCOMEPAGE_TEXT "$(Welcome)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(Where)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(Start)"
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(Removing)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "$(Licence)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LicenseLangString Licence ${LANG_RUSSIAN} "${LICENCE_RU}"
LicenseLangString Licence ${LANG_ENGLISH} "${LICENCE}"
LangString Title ${LANG_RUSSIAN} "программы «Букварь»"
LangString Title ${LANG_ENGLISH} "Bukvar"
LangString Name ${LANG_RUSSIAN} "Букварь"
LangString Name ${LANG_ENGLISH} "Bukvar"
LangString Welcome ${LANG_RUSSIAN} "Букварь отвечает на вопросы по вашим документам. Всё происходит на этом компьютере, интернет не нужен.$\r$\n$\r$\nЕсли Букварь сейчас открыт, закройте его. Перезагружать компьютер не придётся.$\r$\n$\r$\n$_CLICK"
LangString Welcome ${LANG_ENGLISH} "Bukvar answers questions from your documents. All of it happens on this computer, without the internet.$\r$\n$\r$\nIf Bukvar is open now, close it. The computer need not be restarted.$\r$\n$\r$\n$_CLICK"
LangString Where ${LANG_RUSSIAN} "Букварь будет установлен в эту папку. Чтобы выбрать другую, нажмите «Обзор»."
LangString Where ${LANG_ENGLISH} "Bukvar will be installed in this folder. To choose another one, press Browse."
LangString Start ${LANG_RUSSIAN} "&Открыть Букварь"
LangString Start ${LANG_ENGLISH} "&Open Bukvar"
LangString Removing ${LANG_RUSSIAN} "Программа «Букварь» будет удалена с этого компьютера. Ваши документы, базы и модели останутся, если на следующей странице не отметить иное."
LangString Removing ${LANG_ENGLISH} "Bukvar will be removed from this computer. Your documents, bases and models stay unless you tick otherwise on the next page."
LangString App ${LANG_RUSSIAN} "Программа"
LangString App ${LANG_ENGLISH} "Application"
LangString Models ${LANG_RUSSIAN} "Стартовые модели из папки рядом"
LangString Models ${LANG_ENGLISH} "Starter models from the folder beside"
LangString Files ${LANG_RUSSIAN} "Открывать наборы моделей и GGUF"
LangString Files ${LANG_ENGLISH} "Open model packs and GGUF files"
LangString Tuning ${LANG_RUSSIAN} "Компонент обучения из папки рядом"
LangString Tuning ${LANG_ENGLISH} "Training component from the folder beside"
LangString Command ${LANG_RUSSIAN} "Команда bukvar-cli в терминале"
LangString Command ${LANG_ENGLISH} "The command bukvar-cli in a terminal"
LangString ModelsAbsent ${LANG_RUSSIAN} "Стартовые модели: рядом нет папки packs"
LangString ModelsAbsent ${LANG_ENGLISH} "Starter models: no folder packs beside"
LangString TuningAbsent ${LANG_RUSSIAN} "Компонент обучения: рядом нет папки tuning"
LangString TuningAbsent ${LANG_ENGLISH} "Training component: no folder tuning beside"
LangString TuningEach ${LANG_RUSSIAN} "Компонент обучения: каждый ставит его в программе"
LangString TuningEach ${LANG_ENGLISH} "Training component: everyone installs it in Bukvar"
LangString Data ${LANG_RUSSIAN} "Удалить базы, модели и настройки"
LangString Data ${LANG_ENGLISH} "Delete bases, models and settings"
LangString AppAbout ${LANG_RUSSIAN} "Ответы по вашим документам на этом компьютере. Права администратора не нужны."
LangString AppAbout ${LANG_ENGLISH} "Answers from your documents on this computer. No administrator is needed."
LangString ModelsAbout ${LANG_RUSSIAN} "Папка packs рядом с установщиком: модели для работы без интернета."
LangString ModelsAbout ${LANG_ENGLISH} "The folder packs beside the setup: models for work without the internet."
LangString FilesAbout ${LANG_RUSSIAN} "Двойной щелчок по .bukvarpack откроет Букварь; для .gguf он появится в списке «Открыть с помощью»."
LangString FilesAbout ${LANG_ENGLISH} "A double click on a .bukvarpack opens Bukvar; for .gguf it joins the list “Open with”."
LangString TuningAbout ${LANG_RUSSIAN} "Папка tuning рядом с установщиком: Unsloth и PyTorch, около 10 ГБ на диске."
LangString TuningAbout ${LANG_ENGLISH} "The folder tuning beside the setup: Unsloth and PyTorch, about 10 GB of disk."
LangString CommandAbout ${LANG_RUSSIAN} "Папка программы добавляется в PATH: bukvar-cli находится в любом терминале. Остальное в PATH не меняется."
LangString CommandAbout ${LANG_ENGLISH} "The program's folder joins PATH, so that every terminal finds bukvar-cli. Nothing else in PATH changes."
LangString DataAbout ${LANG_RUSSIAN} "Вернуть их будет нельзя. Ваши документы останутся на своих местах в любом случае."
LangString DataAbout ${LANG_ENGLISH} "They cannot be brought back. Your documents stay where they are in any case."
LangString Running ${LANG_RUSSIAN} "Букварь открыт. Закройте его и нажмите «Повтор»."
LangString Running ${LANG_ENGLISH} "Bukvar is open. Close it and press Retry."
LangString Newer ${LANG_RUSSIAN} "Уже установлена более новая версия. Её данные старая версия не откроет, поэтому установка остановлена."
LangString Newer ${LANG_ENGLISH} "A newer version is installed. This one could not open its data, so the setup stops."
LangString Room ${LANG_RUSSIAN} "На диске мало места: нужно $2 МБ, свободно $1 МБ. Ничего не изменено."
LangString Room ${LANG_ENGLISH} "There is not enough room on the disk: $2 MB are needed, $1 MB are free. Nothing was changed."
LangString Old ${LANG_RUSSIAN} "Нужна 64-разрядная Windows 10 версии 1809 или новее. На этом компьютере она старше, поэтому ничего не установлено."
LangString Old ${LANG_ENGLISH} "A 64-bit Windows 10, version 1809 or newer, is needed. This one is older, so nothing was installed."
LangString Administrator ${LANG_RUSSIAN} "Для установки и удаления Букваря у всех пользователей нужны права администратора. Нажмите «ОК», и Windows их запросит."
LangString Administrator ${LANG_ENGLISH} "Installing Bukvar for all users, and removing it, takes the rights of an administrator. Press OK, and Windows asks for them."
LangString NotPath ${LANG_RUSSIAN} "Изменить PATH не удалось. Программа установлена; команда: $INSTDIR\bukvar-cli.exe"
LangString NotPath ${LANG_ENGLISH} "PATH could not be changed. The program is installed; the command is $INSTDIR\bukvar-cli.exe"
LangString NotCopied ${LANG_RUSSIAN} "Наборы моделей скопировать не удалось. Программа установлена: откройте набор в ней."
LangString NotCopied ${LANG_ENGLISH} "The model packs could not be copied. The program is installed: open the pack in it."
LangString NotTuning ${LANG_RUSSIAN} "Компонент обучения установить не удалось. Программа установлена: повторите в ней, раздел «Обучение»."
LangString NotTuning ${LANG_ENGLISH} "The training component could not be installed. The program is: try again there, under Training."

Var Chosen
Var Before ; the folder of an earlier version, "" when there is none
Var Failed
Var Users ; "all" or "current"

; Deletes what a list (manifest.txt: the payload; packs.txt: packs that the setup has copied) names, line by line,
; below a folder; the list itself goes last. Nothing else is touched.
!macro DeleteListed un
Function ${un}DeleteListed
  Exch $4 ; the list
  Exch
  Exch $0 ; the folder
  Push $1
  Push $2
  Push $3
  ClearErrors
  FileOpen $1 "$0\$4" r
  IfErrors done
  next:
    FileReadUTF16LE $1 $2
    IfErrors close
    ${If} $2 == ""
      Goto next
    ${EndIf}
    ; Lines end with CR LF.
    trim:
      StrCpy $3 $2 1 -1
      ${If} $3 == "$\n"
      ${OrIf} $3 == "$\r"
        StrCpy $2 $2 -1
        Goto trim
      ${EndIf}
    StrCpy $3 $2 1 -1
    ${If} $3 == "\"
      StrCpy $2 $2 -1
      RMDir "$0\$2" ; only when it is empty
    ${Else}
      Delete "$0\$2"
    ${EndIf}
    ClearErrors
    Goto next
  close:
  FileClose $1
  Delete "$0\$4"
  done:
  Pop $3
  Pop $2
  Pop $1
  Pop $0
  Pop $4
FunctionEnd
!macroend
!insertmacro DeleteListed ""
!insertmacro DeleteListed "un."

; A program that runs cannot be opened for writing: the window, a command, a worker.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
  Exch $0 ; the folder
  Push $1
  StrCpy $1 "$0\bukvar.exe"
  Call ${un}IsOpen
  StrCpy $1 "$0\bukvar-cli.exe"
  Call ${un}IsOpen
  StrCpy $1 "$0\bukvar-worker.exe"
  Call ${un}IsOpen
  Pop $1
  Pop $0
FunctionEnd

; $1: a program.
Function ${un}IsOpen
  Push $2
  again:
  IfFileExists $1 0 closed
  ClearErrors
  FileOpen $2 $1 a
  IfErrors 0 opened
    IfSilent leave
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
    leave:
    SetErrorLevel 4
    Quit
  opened:
  FileClose $2
  closed:
  Pop $2
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

; A pack's name from the stack; gives back the name, or "" when packs.txt does not have it.
Function IsListed
  Exch $0
  Push $1
  Push $2
  ClearErrors
  FileOpen $1 "$INSTDIR\packs.txt" r
  IfErrors missing
  next:
    FileReadUTF16LE $1 $2
    IfErrors end
    StrCmp $2 "packs\$0$\r$\n" found next
  end:
  FileClose $1
  missing:
  StrCpy $0 ""
  Goto done
  found:
  FileClose $1
  done:
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Who it is for. In $Users; the shell's folders and the registry (SHCTX) follow. An all-users copy needs the rights of
; an administrator: without a window it ends with 6, with one Windows is asked for them.
!macro RequireRights program parameters
  ${If} $Users == "all"
    UserInfo::GetAccountType
    Pop $0
    !ifdef ACCOUNT
      StrCpy $0 "${ACCOUNT}"
    !endif
    ${If} $0 != "Admin"
      SetErrorLevel 6
      ${IfNot} ${Silent}
        MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(Administrator)" IDCANCEL +2
        ExecShell "runas" "${program}" `${parameters}`
      ${EndIf}
      Quit
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
!macroend

; Adds a folder to PATH or takes it out: the folder and "add" or "remove" from the stack; gives back "done", "nothing"
; (it was so already) or "failed". PATH may be longer than the 1023 letters that a text of NSIS holds, and one that is
; cut off there would lose other programs' folders: so it is read, changed and written in memory of its own, and what
; cannot be read is not written.
!macro ChangePath un
Function ${un}ChangePath
  Exch $9 ; what
  Exch
  Exch $8 ; the folder
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  Push $7
  StrCpy $7 "failed"
  ${If} $Users == "all"
    ; HKEY_LOCAL_MACHINE; KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_WOW64_64KEY
    System::Call 'advapi32::RegCreateKeyExW(p 0x80000002, w "SYSTEM\CurrentControlSet\Control\Session Manager\Environment", i 0, p 0, i 0, i 0x103, p 0, *p .r1, p 0) i .r0'
  ${Else}
    System::Call 'advapi32::RegCreateKeyExW(p 0x80000001, w "Environment", i 0, p 0, i 0, i 0x103, p 0, *p .r1, p 0) i .r0'
  ${EndIf}
  ${If} $0 != 0
    Goto ended
  ${EndIf}
  StrCpy $2 2 ; REG_EXPAND_SZ, for one that is made anew
  StrCpy $3 0 ; bytes
  System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, *i .r2, p 0, *i .r3) i .r0'
  ${If} $0 = 2 ; ERROR_FILE_NOT_FOUND: there is none
    StrCpy $2 2
    StrCpy $3 0
  ${ElseIf} $0 != 0
    Goto shut
  ${ElseIf} $2 != 1
  ${AndIf} $2 != 2
    Goto shut ; no text
  ${EndIf}
  ; $4: ";" the value ";", with room for one more folder and the end.
  StrLen $5 $8
  IntOp $5 $5 + 8
  IntOp $5 $5 * 2
  IntOp $5 $5 + $3
  System::Alloc $5
  Pop $6 ; the value as it is
  System::Alloc $5
  Pop $4
  ${If} $3 > 0
    System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, p 0, p r6, *i r3) i .r0'
    ${If} $0 != 0
      Goto freed
    ${EndIf}
  ${EndIf}
  System::Call 'kernel32::lstrcpyW(p r4, w ";")'
  System::Call 'kernel32::lstrcatW(p r4, p r6)'
  System::Call 'kernel32::lstrcatW(p r4, w ";")'
  System::Call 'shlwapi::StrStrIW(p r4, w ";$8;") p .r0'
  StrCpy $7 "nothing"
  ${If} $9 == "add"
    ${If} $0 != 0
      Goto freed
    ${EndIf}
    System::Call 'kernel32::lstrlenW(p r6) i .r0'
    ${If} $0 > 0
      IntOp $0 $0 - 1
      IntOp $0 $0 * 2
      IntPtrOp $0 $6 + $0
      System::Call '*$0(&i2 .r5)' ; the last letter
      ${If} $5 != 59
        System::Call 'kernel32::lstrcatW(p r6, w ";")'
      ${EndIf}
    ${EndIf}
    System::Call 'kernel32::lstrcatW(p r6, w r8)'
    StrCpy $5 $6
  ${Else}
    ${If} $0 = 0
      Goto freed
    ${EndIf}
    ; What follows moves over ";folder"; the two semicolons of our own go.
    StrLen $5 ";$8"
    IntOp $5 $5 * 2
    IntPtrOp $5 $0 + $5
    System::Call 'kernel32::lstrlenW(p r5) i .r3'
    IntOp $3 $3 + 1
    IntOp $3 $3 * 2
    System::Call 'kernel32::RtlMoveMemory(p r0, p r5, p r3)'
    System::Call 'kernel32::lstrlenW(p r4) i .r3'
    IntPtrOp $5 $4 + 2
    ${If} $3 > 1
      IntOp $3 $3 - 1
      IntOp $3 $3 * 2
      IntPtrOp $3 $4 + $3
      System::Call '*$3(&i2 0)'
    ${Else}
      System::Call '*$5(&i2 0)' ; it was the only one
    ${EndIf}
  ${EndIf}
  System::Call 'kernel32::lstrlenW(p r5) i .r3'
  IntOp $3 $3 + 1
  IntOp $3 $3 * 2
  System::Call 'advapi32::RegSetValueExW(p r1, w "Path", i 0, i r2, p r5, i r3) i .r0'
  StrCpy $7 "failed"
  ${If} $0 = 0
    StrCpy $7 "done"
    ; Terminals that are opened from now on know it.
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
  ${EndIf}
  freed:
  System::Free $4
  System::Free $6
  shut:
  System::Call 'advapi32::RegCloseKey(p r1)'
  ended:
  StrCpy $9 $7
  Pop $7
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
  Pop $8
  Exch $9
FunctionEnd

; What an earlier setup of this kind has added to PATH, and only that.
Function ${un}ForgetPath
  Push $0
  ReadRegStr $0 SHCTX "${KEY}" "Path"
  ${If} $0 != ""
    Push $0
    Push "remove"
    Call ${un}ChangePath
    Pop $0
    DeleteRegValue SHCTX "${KEY}" "Path"
  ${EndIf}
  Pop $0
FunctionEnd
!macroend
!insertmacro ChangePath ""
!insertmacro ChangePath "un."

Section "!$(App)" SecApp
  SectionIn RO
  ReadRegStr $Before SHCTX "${KEY}" "Folder"
  Push "$INSTDIR"
  Call WaitUntilClosed
  ${If} $Before != ""
  ${AndIf} $Before != "$INSTDIR"
    Push "$Before"
    Call WaitUntilClosed
  ${EndIf}
  Call RequireRoom
  ; Files that the new version does not have any more go by the old list, also where it lay in another folder.
  ${If} $Before != ""
  ${AndIf} $Before != "$INSTDIR"
    CreateDirectory "$INSTDIR"
    ClearErrors
    Rename "$Before\packs" "$INSTDIR\packs" ; on another disk they stay where they are
    IfErrors +2
      Rename "$Before\packs.txt" "$INSTDIR\packs.txt"
    Push "$Before"
    Push "manifest.txt"
    Call DeleteListed
    Delete "$Before\installed-from.txt"
    Delete "$Before\uninstall.exe"
    ReadRegStr $0 SHCTX "${KEY}" "Path"
    ${If} $0 != ""
      Call ForgetPath ; the new folder is added below where it is wanted
    ${EndIf}
    RMDir "$Before"
  ${EndIf}
  Push "$INSTDIR"
  Push "manifest.txt"
  Call DeleteListed
  ; The list and what works by it come first: whatever happens in the middle can be undone or repeated.
  SetOutPath "$INSTDIR"
  File "/oname=manifest.txt" "${MANIFEST}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "$(Name)"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Bukvar"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  ReadRegStr $0 SHCTX "${KEY}" "Shortcut" ; in another language it has another name
  ${If} $0 != ""
    Delete "$0"
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\$(Name).lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${KEY}" "Shortcut" "$SMPROGRAMS\$(Name).lnk"
  WriteRegStr SHCTX "${KEY}" "Version" "${VERSION}"
  ; Packs that lie there are offered at the first start.
  FileOpen $0 "$INSTDIR\installed-from.txt" w
  FileWriteUTF16LE /BOM $0 "$EXEDIR"
  FileClose $0
SectionEnd

Section "$(Models)" SecModels
  CreateDirectory "$INSTDIR\packs"
  FindFirst $0 $1 "$EXEDIR\packs\*.bukvarpack"
  ${DoWhile} $1 != ""
    ; A copy gets the time of its original when it is whole: then it is not copied again.
    StrCpy $4 ""
    IfFileExists "$INSTDIR\packs\$1" 0 +4
      GetFileTime "$INSTDIR\packs\$1" $4 $5
      GetFileTime "$EXEDIR\packs\$1" $6 $7
      StrCmp "$4 $5" "$6 $7" next
    ; A pack of this name that the setup has not brought is somebody's own: it is left as it is.
    ${If} $4 != ""
      Push $1
      Call IsListed
      Pop $4
      StrCmp $4 "" next
    ${EndIf}
    FileOpen $2 "$INSTDIR\packs.txt" a
    FileSeek $2 0 END
    FileWriteUTF16LE $2 "packs\$1$\r$\n"
    FileClose $2
    ClearErrors
    CopyFiles /SILENT "$EXEDIR\packs\$1" "$INSTDIR\packs\$1"
    ${If} ${Errors}
      Delete "$INSTDIR\packs\$1" ; half a pack is of no use
      StrCpy $Failed "$(NotCopied)"
    ${EndIf}
    next:
    FindNext $0 $1
  ${Loop}
  FindClose $0
  ${If} $Failed != ""
    DetailPrint "$Failed"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Failed" /SD IDOK
    SetErrorLevel 2
  ${EndIf}
SectionEnd

Section "$(Files)" SecFiles
  WriteRegStr SHCTX "Software\Classes\.bukvarpack" "" "${PACK_TYPE}"
  WriteRegStr SHCTX "Software\Classes\${PACK_TYPE}" "" "Bukvar model pack"
  WriteRegStr SHCTX "Software\Classes\${PACK_TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${PACK_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ; Another program may own .gguf: Bukvar only offers itself.
  WriteRegStr SHCTX "Software\Classes\.gguf\OpenWithProgids" "${MODEL_TYPE}" ""
  WriteRegStr SHCTX "Software\Classes\${MODEL_TYPE}" "" "Language model"
  WriteRegStr SHCTX "Software\Classes\${MODEL_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "$(Command)" SecCommand
  WriteRegStr SHCTX "${APP_PATHS}\bukvar.exe" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${APP_PATHS}\bukvar-cli.exe" "" "$INSTDIR\bukvar-cli.exe"
  Push "$INSTDIR"
  Push "add"
  Call ChangePath
  Pop $0
  ${If} $0 == "done"
    WriteRegStr SHCTX "${KEY}" "Path" "$INSTDIR"
  ${ElseIf} $0 == "failed"
    DetailPrint "$(NotPath)"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotPath)" /SD IDOK
    SetErrorLevel 2
  ${EndIf}
SectionEnd

Section /o "$(Tuning)" SecTuning
  ${If} $Users == "all" ; it would lie with the administrator, or with nobody
    DetailPrint "$(TuningEach)"
    SetErrorLevel 2
    Return
  ${EndIf}
  nsExec::ExecToLog '"$INSTDIR\bukvar-cli.exe" tuning install --accept-licence --wheelhouse "$EXEDIR\tuning"'
  Pop $0
  ${If} $0 != 0
    DetailPrint "$(NotTuning)"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotTuning)" /SD IDOK
    SetErrorLevel 2
  ${EndIf}
SectionEnd

; Before anything is deleted; the folder's page asks too, but a silent setup has no pages. The packs count.
Function RequireRoom
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  IfErrors unknown ; a share without a letter
  IntOp $2 ${SIZE} / 1024
  IntOp $2 $2 + 50
  ${If} ${SectionIsSelected} ${SecModels}
    SectionGetSize ${SecModels} $3
    IntOp $3 $3 / 1024
    IntOp $2 $2 + $3
  ${EndIf}
  ${If} $1 < $2
    MessageBox MB_OK|MB_ICONSTOP "$(Room)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  unknown:
FunctionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecApp} $(AppAbout)
  !insertmacro MUI_DESCRIPTION_TEXT ${SecModels} $(ModelsAbout)
  !insertmacro MUI_DESCRIPTION_TEXT ${SecFiles} $(FilesAbout)
  !insertmacro MUI_DESCRIPTION_TEXT ${SecCommand} $(CommandAbout)
  !insertmacro MUI_DESCRIPTION_TEXT ${SecTuning} $(TuningAbout)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; A component that was not named after /COMPONENTS= is not installed.
!macro Choose section name
  ${WordFind} ",$Chosen," ",${name}," "E*" $0
  IfErrors 0 +3
    SectionSetFlags ${section} 0
    Goto +2
  SectionSetFlags ${section} ${SF_SELECTED}
!macroend

; An elevated setup would hand its rights on: the shell starts it for who is logged in.
Function StartProgram
  ${If} $Users == "all"
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
  ${Else}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
FunctionEnd

; A newer copy, for one user or for all, has written data that this one could not open.
!macro StopBeforeNewer hive
  ReadRegStr $0 ${hive} "${KEY}" "Version"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "$(Newer)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
!macroend

Function .onInit
  SetRegView 64
  ; Not by the version that programs are told, which depends on how they were started.
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${IfNot} ${RunningX64}
  ${OrIf} $0 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(Old)" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
  !insertmacro StopBeforeNewer HKLM
  !insertmacro StopBeforeNewer HKCU
  StrCpy $Users "current"
  ReadRegStr $0 HKLM "${KEY}" "Folder"
  ${If} $0 != ""
    StrCpy $Users "all" ; an upgrade
  ${EndIf}
  ; The account of the system, as which computers' administration installs: nobody ever logs in to its profile.
  ClearErrors
  ${WordFind} "$LOCALAPPDATA" "\config\systemprofile" "E*" $0
  ${IfNot} ${Errors}
    StrCpy $Users "all"
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $0
  ${IfNot} ${Errors}
    StrCpy $Users "all"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/CURRENTUSER" $0
  ${IfNot} ${Errors}
    StrCpy $Users "current"
  ${EndIf}
  !insertmacro RequireRights "$EXEPATH" "$R0"
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${KEY}" "Folder"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Users == "all"
      StrCpy $INSTDIR "$PROGRAMFILES64\Bukvar"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Bukvar"
    ${EndIf}
  ${EndIf}
  ; What is not beside the setup cannot be chosen.
  ${If} ${FileExists} "$EXEDIR\packs\*.bukvarpack"
    ${GetSize} "$EXEDIR\packs" "/M=*.bukvarpack /S=0K /G=0" $0 $1 $2
    SectionSetSize ${SecModels} $0
  ${Else}
    SectionSetFlags ${SecModels} ${SF_RO}
    SectionSetText ${SecModels} "$(ModelsAbsent)"
  ${EndIf}
  ${If} $Users == "all"
    SectionSetFlags ${SecTuning} ${SF_RO}
    SectionSetText ${SecTuning} "$(TuningEach)"
  ${ElseIfNot} ${FileExists} "$EXEDIR\tuning\*.whl"
    SectionSetFlags ${SecTuning} ${SF_RO}
    SectionSetText ${SecTuning} "$(TuningAbsent)"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/COMPONENTS=" $Chosen
  IfErrors named
    !insertmacro Choose ${SecModels} "models"
    !insertmacro Choose ${SecFiles} "files"
    !insertmacro Choose ${SecCommand} "command"
    !insertmacro Choose ${SecTuning} "tuning"
  named:
FunctionEnd

Section "un.$(App)" UnApp
  SectionIn RO
  Push "$INSTDIR"
  Call un.WaitUntilClosed
  ReadRegStr $0 SHCTX "${KEY}" "Shortcut"
  Delete "$0"
  Call un.ForgetPath
  DeleteRegKey SHCTX "${APP_PATHS}\bukvar.exe"
  DeleteRegKey SHCTX "${APP_PATHS}\bukvar-cli.exe"
  Push "$INSTDIR"
  Push "packs.txt" ; a pack that somebody else has put there stays
  Call un.DeleteListed
  RMDir "$INSTDIR\packs"
  Push "$INSTDIR"
  Push "manifest.txt"
  Call un.DeleteListed
  Delete "$INSTDIR\installed-from.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays while somebody's own files lie in it
  ReadRegStr $0 SHCTX "Software\Classes\.bukvarpack" ""
  ${If} $0 == "${PACK_TYPE}"
    DeleteRegKey SHCTX "Software\Classes\.bukvarpack"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${PACK_TYPE}"
  DeleteRegKey SHCTX "Software\Classes\${MODEL_TYPE}"
  DeleteRegValue SHCTX "Software\Classes\.gguf\OpenWithProgids" "${MODEL_TYPE}"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "un.$(Data)" UnData
  ; Of who removes it: an administrator's program has no business in other people's profiles. For all users this
  ; folder would be ProgramData.
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\bukvar"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UnData} $(DataAbout)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

Function un.onInit
  SetRegView 64
  StrCpy $Users "current"
  ReadRegStr $0 HKLM "${KEY}" "Folder"
  ${If} $0 == "$INSTDIR"
    StrCpy $Users "all"
  ${EndIf}
  !insertmacro RequireRights "$INSTDIR\uninstall.exe" ""
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DATA=" $0
  ${If} $0 == "1"
    SectionSetFlags ${UnData} ${SF_SELECTED}
  ${EndIf}
FunctionEnd
