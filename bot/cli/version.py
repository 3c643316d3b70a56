"""Which Klankbord this is."""

from importlib.metadata import version

VERSION = version("klankbord")
