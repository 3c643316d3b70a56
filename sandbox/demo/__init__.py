"""De Vries Wonen in one process: the emulated platforms, the unchanged bot between them, and a page to watch it on."""

from sandbox.demo.demo import Demo

__all__ = ["Demo"]
