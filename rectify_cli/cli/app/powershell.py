"""Completion for PowerShell, set up with the user's policy and profile left as they are.

Typer's own way lowers the execution policy to ``Unrestricted`` for good, adds the script once more
each time, and mistakes the profile's path where the user's name is Chinese.
"""

import subprocess
from base64 import b64decode
from pathlib import Path

from rectify_cli.errors import ConflictError, NotFoundError
from rectify_cli.files import find_program, make_folder, read_file, replace_file, storage_errors

# In Base64: what PowerShell prints is in the code page of the console, and never mind which.
_QUESTION = (
    "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("
    "(Get-ExecutionPolicy).ToString() + '|' + $PROFILE))"
)
_RUNS_NO_PROFILE = ("Restricted", "AllSigned")
_MOST_BYTES = 10_000_000


def install_in_profile(shell: str, script: str) -> Path:
    """Add ``script`` (ASCII) to the profile of ``shell`` unless it is there; returns the profile.

    Raises ``NotFoundError`` without PowerShell, ``ConflictError`` where its policy runs no
    profile, ``StorageError``.
    """
    policy, profile = _policy_and_profile(shell)
    if policy in _RUNS_NO_PROFILE:
        raise ConflictError(
            f"PowerShell 的执行策略是 {policy}，不运行启动脚本，补全装了也不起作用，什么也没有写",
            hint="在 PowerShell 里运行一次 Set-ExecutionPolicy RemoteSigned -Scope CurrentUser，"
            "再装。",
        )
    old = read_file(profile, _MOST_BYTES, "PowerShell 的启动脚本") if profile.exists() else b""
    encoding = "utf-16-le" if old.startswith(b"\xff\xfe") else "ascii"
    added = f"\r\n{script}\r\n".encode(encoding)
    if added not in old:
        with storage_errors(f"写不了 {profile}"):
            for folder in reversed(profile.parents):
                if not folder.exists():
                    make_folder(folder)
        replace_file(profile, old + added)
    return profile


def _policy_and_profile(shell: str) -> tuple[str, Path]:
    program = find_program(shell)
    if program is None:
        raise NotFoundError(f"没有找到 {shell}", hint="在 PowerShell 窗口里再试。")
    line = [program, "-NoProfile", "-NonInteractive", "-Command", _QUESTION]
    try:
        done = subprocess.run(line, capture_output=True, timeout=60, check=True)
        policy, profile = b64decode(done.stdout).decode("utf-8").split("|", 1)
    except (OSError, subprocess.SubprocessError, ValueError):
        raise ConflictError(
            f"{program} 没有说出它的启动脚本在哪里，什么也没有写",
            hint="用 rectify --show-completion 显示脚本，自行放进启动脚本。",
        ) from None
    return policy, Path(profile)
