# Whether a built or installed Bukvar works: every worker answers with its libraries, the engine loads a model and
# decodes tokens that are known beforehand, a page is drawn, the database is written. -WholePath also gets the
# models over the network, reads the samples and answers a question. Written and reviewed, not yet run.
param(
    [Parameter(Mandatory)][string]$Folder,
    [switch]$Vulkan,
    [switch]$WholePath
)
$ErrorActionPreference = "Stop"
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$cli = Join-Path $Folder "bukvar-cli.exe"

& $cli --version
if ($LASTEXITCODE -ne 0) { throw "bukvar-cli does not start ($LASTEXITCODE)" }
foreach ($kind in "knowledge", "chat", "fetch", "probe", "examples") {
    $said = $null | & (Join-Path $Folder "bukvar-worker.exe") $kind
    if ($LASTEXITCODE -ne 0 -or "$said" -notmatch '"type":"hello"') { throw "bukvar-worker $kind does not start" }
}
# "hello" loads no model. The engine's check does, by the small one in the bundle, with each back end down to the one
# that is right. Without models of one's own doctor ends with 1: what counts are these lines.
$rows = & $cli doctor --json | Where-Object { $_ -match '^\{' } | ForEach-Object { $_ | ConvertFrom-Json }
foreach ($name in "engine", "page", "database", "vectors") {
    $row = $rows | Where-Object { $_.check -eq $name } | Select-Object -First 1
    if (-not $row) { throw "doctor says nothing of: $name" }
    if (-not $row.ok) { throw "doctor, ${name}: $($row.state) $($row.code) $($row.details)" }
    Write-Output "$name`t$($row.seconds) s`t$($row.details)"
}
if ($Vulkan -and -not (Get-ChildItem -Recurse $Folder -Filter "ggml-vulkan.dll")) {
    throw "the back end for graphics cards is not in it"
}
if ($WholePath) {
    & $cli demo
    if ($LASTEXITCODE -ne 0) { throw "the samples were not answered ($LASTEXITCODE)" }
}
