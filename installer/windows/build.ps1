# Builds the real payload on Windows and makes setup.exe of it. Written and reviewed, not yet run: there is no
# Windows Python where Bukvar is developed. Needs Python 3.11 or newer, Visual Studio's build tools, NSIS, and
# the Vulkan SDK for graphics cards (-Vulkan).
param(
    [string]$Python = "python",
    [string]$Certificate = "",
    [string]$Timestamp = "",
    [switch]$Vulkan
)
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
$work = Join-Path $root "build\windows"
$env:BUKVAR_ROOT = $root
$env:PYTHONUTF8 = "1"
New-Item -ItemType Directory -Force $work | Out-Null

function Run([string]$program, [string[]]$arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

# What looks over the result; none of it may be in the environment that is frozen.
$tools = Join-Path $work "tools"
Run $Python @("-m", "venv", "--clear", $tools)
$checking = Join-Path $tools "Scripts\python.exe"

# An environment of its own, filled from the locks alone.
$environment = Join-Path $work "env"
Run $Python @("-m", "venv", "--clear", $environment)
$own = Join-Path $environment "Scripts\python.exe"
$locks = Join-Path $root "installer\locks"
$install = @("-m", "pip", "install", "--no-deps", "--require-hashes", "--disable-pip-version-check")
Run $checking ($install + @("-r", (Join-Path $locks "dev.txt")))
foreach ($lock in "build.txt", "package.txt") { Run $own ($install + @("-r", (Join-Path $locks $lock))) }
$flags = "-DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON -DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF " +
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib -DCMAKE_INSTALL_LIBDIR=llama_cpp/lib -DCMAKE_INSTALL_INCLUDEDIR=llama_cpp/include"
if ($Vulkan) { $flags += " -DGGML_VULKAN=ON" }
$env:CMAKE_ARGS = $flags
Run $own ($install + @("--no-build-isolation", "-r", (Join-Path $locks "app.txt")))

Push-Location $root
try {
    # The project itself is not installed: PyInstaller finds it by BUKVAR_ROOT.
    $env:PYTHONPATH = $root
    Run $own @("-m", "installer.strings", "compile")
    $env:BUKVAR_VERSION_FILE = Join-Path $work "version.txt"
    Run $checking @("-m", "installer.windows.payload", "version", $env:BUKVAR_VERSION_FILE)
    $bundle = Join-Path $work "bundle"
    if (Test-Path $bundle) { Remove-Item -Recurse -Force $bundle }
    Run $own @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--workpath", (Join-Path $work "pyinstaller"), "--distpath", $bundle,
        (Join-Path $root "installer\freeze\bukvar.spec"))
    $stage = Join-Path $bundle "bukvar"
    # What is inside, under which licences; stops at what may not be handed out.
    Run $checking @("-m", "installer.windows.payload", "finish", $stage, $own)
    # It has to answer before it is packed: commands, and every worker with its libraries.
    Run (Join-Path $stage "bukvar-cli.exe") @("--help")
    foreach ($kind in "knowledge", "chat", "fetch", "probe", "examples") {
        $said = $null | & (Join-Path $stage "bukvar-worker.exe") $kind
        if ($LASTEXITCODE -ne 0 -or "$said" -notmatch '"type":"hello"') { throw "bukvar-worker $kind does not start" }
    }
    $arguments = @("-m", "installer", "windows", "--stage", $stage)
    if ($Certificate) { $arguments += @("--sign", (Resolve-Path $Certificate)) }
    if ($Timestamp) { $arguments += @("--timestamp", $Timestamp) }
    Run $checking $arguments
} finally {
    Pop-Location
}
