# Builds the real payload on Windows and makes setup.exe of it. Written and reviewed, not yet run: there is no
# Windows where Bukvar is developed. Needs a 64-bit Python 3.13, Visual Studio's build tools, NSIS 3, and the
# Vulkan SDK (1.3.280 or newer), without which there is no chat on graphics cards (-WithoutVulkan says so).
param(
    [string]$Python = "python",
    [switch]$WithoutVulkan,
    # How it is signed: the words that `python -m installer windows` takes (--sign FILE, --sign-thumbprint SHA1, …).
    [string[]]$Signing = @()
)
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
$work = Join-Path $root "build\windows"
$env:BUKVAR_ROOT = $root
$env:PYTHONUTF8 = "1"

function Run([string]$program, [string[]]$arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

# What is needed is looked for before anything is begun.
$needs = @()
$version = & $Python -c "import struct, sys; print('%d.%d/%d' % (*sys.version_info[:2], 8 * struct.calcsize('P')))"
if ($version -ne "3.13/64") { $needs += "a 64-bit Python 3.13 (here: $version)" }
$installer = Join-Path ${env:ProgramFiles(x86)} "Microsoft Visual Studio\Installer\vswhere.exe"
if (-not (Test-Path $installer) -or -not (& $installer -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath)) {
    $needs += "Visual Studio's build tools for C++"
}
$nsis = Join-Path ${env:ProgramFiles(x86)} "NSIS\makensis.exe"
if (-not (Get-Command makensis -ErrorAction SilentlyContinue) -and -not (Test-Path $nsis)) { $needs += "NSIS 3" }
if (-not $WithoutVulkan) {
    $glslc = if ($env:VULKAN_SDK) { Join-Path $env:VULKAN_SDK "Bin\glslc.exe" } else { "glslc" }
    if (-not (Get-Command $glslc -ErrorAction SilentlyContinue)) { $needs += "the Vulkan SDK (or -WithoutVulkan)" }
}
if ($needs) { throw "Nothing was begun; missing: $($needs -join ', ')" }
New-Item -ItemType Directory -Force $work | Out-Null

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
# As in installer/engine/build.py: a library for each generation of processors, none for this very one.
$flags = "-DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON -DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF -DLLAMA_OPENSSL=OFF " +
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib -DCMAKE_INSTALL_LIBDIR=llama_cpp/lib -DCMAKE_INSTALL_INCLUDEDIR=llama_cpp/include"
$flags += if ($WithoutVulkan) { " -DGGML_VULKAN=OFF" } else { " -DGGML_VULKAN=ON" }
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
    # It has to work before it is packed, from what lies in it alone.
    Remove-Item Env:PYTHONPATH
    & (Join-Path $PSScriptRoot "try.ps1") -Folder $stage -Vulkan:(-not $WithoutVulkan)
    $env:PYTHONPATH = $root
    Run $checking (@("-m", "installer", "windows", "--stage", $stage) + $Signing)
} finally {
    Pop-Location
}
