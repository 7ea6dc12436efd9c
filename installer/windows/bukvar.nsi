; Setup of Bukvar for one user, without an administrator. Made by installer/windows/build.py, which defines
; VERSION, OUT, FILES (the commands that unpack the payload), MANIFEST (their list), SIZE (KiB), ICON, SIDE (a picture) and LICENCE.
;
; For administrators: setup.exe /S [/COMPONENTS=app,models,files,tuning] [/D=C:\folder]   (/D last, no quotes)
;                     uninstall.exe /S [/DATA=1 also deletes bases, models and settings]
; Exit codes: 0 done, 1 given up by the person, 2 failed, 3 a newer version is installed, 4 Bukvar is running.
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

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

Var Chosen

; Deletes what a list names, line by line, below a folder; the list itself goes last. Nothing else is touched.
!macro DeleteListed un
Function ${un}DeleteListed
  Exch $0 ; the folder
  Push $1
  Push $2
  ClearErrors
  FileOpen $1 "$0\manifest.txt" r
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
  Delete "$0\manifest.txt"
  done:
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro DeleteListed ""
!insertmacro DeleteListed "un."

; A program that runs cannot be opened for writing.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors 0 opened
    IfSilent 0 ask
      SetErrorLevel 4
      Quit
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
    SetErrorLevel 4
    Quit
  opened:
  FileClose $0
  closed:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section "!$(App)" SecApp
  SectionIn RO
  Call WaitUntilClosed
  ; Files that the new version does not have any more go by the old list.
  Push "$INSTDIR"
  Call DeleteListed
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  File "/oname=manifest.txt" "${MANIFEST}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(Name).lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Shortcut" "$SMPROGRAMS\$(Name).lnk"
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
SectionEnd

Section "$(Models)" SecModels
  CreateDirectory "$INSTDIR\packs"
  CopyFiles /SILENT "$EXEDIR\packs\*.bukvarpack" "$INSTDIR\packs"
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
    SetErrorLevel 2
  ${EndIf}
SectionEnd

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
  IfFileExists "$EXEDIR\packs\*.bukvarpack" +2
    SectionSetFlags ${SecModels} ${SF_RO}
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
  Call un.WaitUntilClosed
  ReadRegStr $0 HKCU "${KEY}" "Shortcut"
  Delete "$0"
  Delete "$INSTDIR\packs\*.bukvarpack"
  RMDir "$INSTDIR\packs"
  Push "$INSTDIR"
  Call un.DeleteListed
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
