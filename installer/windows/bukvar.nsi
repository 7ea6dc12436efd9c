; Setup of Bukvar for one user, without an administrator. Made by installer/windows/build.py, which defines
; VERSION, NUMBERS, OUT, FILES (the commands that unpack the payload), MANIFEST (their list), SIZE (KiB), ICON, SIDE
; (a picture), LICENCE and, where it is signed, SIGN (a command).
;
; For administrators: setup.exe /S [/COMPONENTS=app,models,files,tuning] [/D=C:\folder]   (/D last, no quotes)
;                     uninstall.exe /S [/DATA=1 also deletes bases, models and settings]
; Exit codes: 0 done, 1 given up by the person, 2 failed (a file could not be written, packs could not be copied,
; the training component could not be installed), 3 a newer version is installed, 4 Bukvar is running, 5 no room.
Target amd64-unicode
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

!define PROGRAM "bukvar.exe"
!define KEY "Software\Bukvar"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Bukvar"
!define PACK_TYPE "Bukvar.Pack"
!define MODEL_TYPE "Bukvar.Model"

Name "$(Name)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Bukvar"
InstallDirRegKey HKCU "${KEY}" "Folder"
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
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
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

LangString Name ${LANG_RUSSIAN} "Букварь"
LangString Name ${LANG_ENGLISH} "Bukvar"
LangString App ${LANG_RUSSIAN} "Программа"
LangString App ${LANG_ENGLISH} "Application"
LangString Models ${LANG_RUSSIAN} "Стартовые модели из папки рядом"
LangString Models ${LANG_ENGLISH} "Starter models from the folder beside"
LangString Files ${LANG_RUSSIAN} "Открывать наборы моделей и GGUF"
LangString Files ${LANG_ENGLISH} "Open model packs and GGUF files"
LangString Tuning ${LANG_RUSSIAN} "Компонент обучения из папки рядом"
LangString Tuning ${LANG_ENGLISH} "Training component from the folder beside"
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
LangString DataAbout ${LANG_RUSSIAN} "Вернуть их будет нельзя. Ваши документы останутся на своих местах в любом случае."
LangString DataAbout ${LANG_ENGLISH} "They cannot be brought back. Your documents stay where they are in any case."
LangString Running ${LANG_RUSSIAN} "Букварь открыт. Закройте его и нажмите «Повтор»."
LangString Running ${LANG_ENGLISH} "Bukvar is open. Close it and press Retry."
LangString Newer ${LANG_RUSSIAN} "Уже установлена более новая версия. Её данные старая версия не откроет, поэтому установка остановлена."
LangString Newer ${LANG_ENGLISH} "A newer version is installed. This one could not open its data, so the setup stops."
LangString Room ${LANG_RUSSIAN} "На диске мало места: нужно $2 МБ, свободно $1 МБ. Ничего не изменено."
LangString Room ${LANG_ENGLISH} "There is not enough room on the disk: $2 MB are needed, $1 MB are free. Nothing was changed."
LangString NotCopied ${LANG_RUSSIAN} "Наборы моделей скопировать не удалось. Программа установлена: откройте набор в ней."
LangString NotCopied ${LANG_ENGLISH} "The model packs could not be copied. The program is installed: open the pack in it."
LangString NotTuning ${LANG_RUSSIAN} "Компонент обучения установить не удалось. Программа установлена: повторите в ней, раздел «Обучение»."
LangString NotTuning ${LANG_ENGLISH} "The training component could not be installed. The program is: try again there, under Training."

Var Chosen
Var Before ; the folder of an earlier version, "" when there is none
Var Failed

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

Section "!$(App)" SecApp
  SectionIn RO
  ReadRegStr $Before HKCU "${KEY}" "Folder"
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
    RMDir "$Before"
  ${EndIf}
  Push "$INSTDIR"
  Push "manifest.txt"
  Call DeleteListed
  ; The list and what works by it come first: whatever happens in the middle can be undone or repeated.
  SetOutPath "$INSTDIR"
  File "/oname=manifest.txt" "${MANIFEST}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(Name)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Bukvar"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  ReadRegStr $0 HKCU "${KEY}" "Shortcut" ; in another language it has another name
  ${If} $0 != ""
    Delete "$0"
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\$(Name).lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "Shortcut" "$SMPROGRAMS\$(Name).lnk"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
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
  WriteRegStr HKCU "Software\Classes\.bukvarpack" "" "${PACK_TYPE}"
  WriteRegStr HKCU "Software\Classes\${PACK_TYPE}" "" "Bukvar model pack"
  WriteRegStr HKCU "Software\Classes\${PACK_TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${PACK_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ; Another program may own .gguf: Bukvar only offers itself.
  WriteRegStr HKCU "Software\Classes\.gguf\OpenWithProgids" "${MODEL_TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${MODEL_TYPE}" "" "Language model"
  WriteRegStr HKCU "Software\Classes\${MODEL_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "$(Tuning)" SecTuning
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

Function .onInit
  ReadRegStr $0 HKCU "${KEY}" "Version"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      IfSilent +2
      MessageBox MB_OK|MB_ICONSTOP "$(Newer)"
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
  ; What is not beside the setup cannot be chosen.
  ${If} ${FileExists} "$EXEDIR\packs\*.bukvarpack"
    ${GetSize} "$EXEDIR\packs" "/M=*.bukvarpack /S=0K /G=0" $0 $1 $2
    SectionSetSize ${SecModels} $0
  ${Else}
    SectionSetFlags ${SecModels} ${SF_RO}
  ${EndIf}
  IfFileExists "$EXEDIR\tuning\*.whl" +2
    SectionSetFlags ${SecTuning} ${SF_RO}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/COMPONENTS=" $Chosen
  IfErrors named
    !insertmacro Choose ${SecModels} "models"
    !insertmacro Choose ${SecFiles} "files"
    !insertmacro Choose ${SecTuning} "tuning"
  named:
FunctionEnd

Section "un.$(App)" UnApp
  SectionIn RO
  Push "$INSTDIR"
  Call un.WaitUntilClosed
  ReadRegStr $0 HKCU "${KEY}" "Shortcut"
  Delete "$0"
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
  ReadRegStr $0 HKCU "Software\Classes\.bukvarpack" ""
  ${If} $0 == "${PACK_TYPE}"
    DeleteRegKey HKCU "Software\Classes\.bukvarpack"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${PACK_TYPE}"
  DeleteRegKey HKCU "Software\Classes\${MODEL_TYPE}"
  DeleteRegValue HKCU "Software\Classes\.gguf\OpenWithProgids" "${MODEL_TYPE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "un.$(Data)" UnData
  RMDir /r "$LOCALAPPDATA\bukvar"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UnData} $(DataAbout)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

Function un.onInit
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DATA=" $0
  ${If} $0 == "1"
    SectionSetFlags ${UnData} ${SF_SELECTED}
  ${EndIf}
FunctionEnd
