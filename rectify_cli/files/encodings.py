"""Which encoding the bytes of a text file are in: what an office's editors write."""

_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def guess_encoding(data: bytes) -> str | None:
    """The Python name of the encoding that ``data`` seems to have: UTF-8, UTF-16 in either order,
    or GB18030 (GBK among it); none where it is damaged, mixed, or no text at all."""
    if data[:2] in _UTF16:
        return _UTF16[data[:2]] if _decodes(data, _UTF16[data[:2]]) else None
    if b"\0" in data:
        # Latin letters, digits and line breaks of UTF-16 text have every other byte zero.
        for encoding in _UTF16.values():
            zeros = data[encoding == "utf-16-le" :: 2].count(0)
            if zeros > len(data) // 50 + 1 and _decodes(data, encoding):
                return encoding
        return None
    if _decodes(data, "utf-8"):
        return "utf-8"
    return "gb18030" if not _is_damaged_utf8(data) and _decodes(data, "gb18030") else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most characters are UTF-8: a pasted GBK word makes no GBK file of it, though a
    decoder may by chance find a (wrong) character for every pair of bytes."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * 2 < sum(character > "\x7f" for character in text)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return "\0" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False
