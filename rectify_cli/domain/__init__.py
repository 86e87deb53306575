"""The rules of a 整改工作清单, pure: no disk, no clock, no terminal."""
