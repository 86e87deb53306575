"""What the system refuses, said in Chinese: what could not be done, why, and what to do."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectify_cli.errors import StorageError

_REASONS = {
    errno.ENOSPC: ("磁盘空间不足", "清理磁盘后再试。"),
    errno.EDQUOT: ("磁盘配额已用完", "清理文件或请管理员增加配额后再试。"),
    errno.EFBIG: ("文件大小超过系统限制", "请管理员放宽文件大小限制后再试。"),
    errno.EACCES: ("没有权限", "检查文件和文件夹的权限，或请管理员处理。"),
    errno.EPERM: ("系统不允许", "检查文件和文件夹的权限，或请管理员处理。"),
    errno.EROFS: ("所在磁盘是只读的", "换到可以写的磁盘，或请管理员处理。"),
    errno.ENOENT: ("文件或文件夹不存在", "核对路径；文件夹要先建好。"),
    errno.ENOTDIR: ("路径里有一段不是文件夹", "核对路径。"),
    errno.EEXIST: ("那里已有同名的文件", "换一个名字，或移开那个文件。"),
    errno.EISDIR: ("这是文件夹，不是文件", "写上文件名。"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "换一个短些的名字，或移到浅一些的文件夹。"),
    errno.EBUSY: ("文件正在别的程序里打开着", "在 Excel、WPS、Word 等程序里关闭它，再试。"),
    errno.EIO: ("磁盘读写出错", "检查磁盘或移动设备的连接。"),
    errno.ELOOP: ("符号链接绕成了圈", "检查这个链接指向哪里。"),
    errno.EINVAL: ("系统不认这个名字", "换一个普通的文件名再试。"),
    errno.ENXIO: ("这是设备或管道，不是普通文件", "写上一个普通文件的名字。"),
    errno.EMFILE: ("打开的文件太多", "关闭一些程序后再试。"),
    errno.ESTALE: ("网络磁盘的连接断了", "重新连接后再试。"),
}
# Windows tells one that a file is open elsewhere as it tells that it is forbidden.
_REFUSED_BY_WINDOWS = (
    "文件可能正在别的程序里打开着，也可能没有权限",
    "在 Excel、WPS、Word 等程序里关闭它，再试；还不行，检查文件和文件夹的权限。",
)
_BY_WINDOWS_CODE = {
    6: errno.EINVAL,  # INVALID_HANDLE: a name like con, kept for a device
    19: errno.EROFS,  # WRITE_PROTECT
    **dict.fromkeys((32, 33, 1224), errno.EBUSY),  # SHARING_VIOLATION, LOCK_…, USER_MAPPED_FILE
    39: errno.ENOSPC,  # HANDLE_DISK_FULL
    # BAD_NETPATH, UNEXP_NET_ERR, NETNAME_DELETED, BAD_NET_NAME, SEM_TIMEOUT, NETWORK_…, HOST_…
    **dict.fromkeys((53, 59, 64, 67, 121, 1231, 1232), errno.ESTALE),
    206: errno.ENAMETOOLONG,  # FILENAME_EXCED_RANGE
}
"""Codes of Windows of which Python's ``errno`` tells less, or something else."""
_LONGEST_WINDOWS_PATH = 259


@contextmanager
def storage_errors(what: str) -> Iterator[None]:
    """Turn an ``OSError`` in the block into a ``StorageError`` that begins with ``what``."""
    try:
        yield
    except OSError as error:
        raise storage_error(what, error) from error


def storage_error(what: str, error: OSError) -> StorageError:
    """What the system refused: ``what`` could not be done, why, and what to do."""
    code = _BY_WINDOWS_CODE.get(getattr(error, "winerror", None) or 0, error.errno or 0)
    if os.name == "nt":
        if code == errno.EACCES:
            return StorageError(f"{what}：{_REFUSED_BY_WINDOWS[0]}", hint=_REFUSED_BY_WINDOWS[1])
        if code in (errno.ENOENT, errno.EINVAL) and _is_too_long(error.filename):
            code = errno.ENAMETOOLONG
    reason, hint = _REASONS.get(code, (error.strerror or str(error), "检查磁盘和路径后再试。"))
    return StorageError(f"{what}：{reason}", hint=hint)


def _is_too_long(name: object) -> bool:
    """Whether Windows finds nothing because it takes no path of that length."""
    return isinstance(name, str) and len(str(Path(name).absolute())) > _LONGEST_WINDOWS_PATH
