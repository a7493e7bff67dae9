"""A running Dask cluster: connected to, and looked at before work is given to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from damascus_map import __version__
from damascus_map.errors import ClusterError, DamascusMapError

if TYPE_CHECKING:
    from distributed import Client, Future

_WAIT_SECONDS: Final = 10


@contextmanager
def cluster(address: str, shared: Path) -> Iterator[Client]:
    """Give a connection to a cluster; when it ends, work that is not done yet is cancelled.

    Parameters
    ----------
    address
        Of its scheduler, such as ``tcp://10.0.0.1:8786``.
    shared
        A folder that its workers have to see at the same path, and can write to.

    Raises
    ------
    ClusterError
        If the packages for it are missing, nobody answers at the address, the cluster has no
        workers or they cannot do the work, or it is lost on the way.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "A Dask cluster needs packages that are not installed. Install them: "
            "pip install 'damascus-map[dask]'."
        ) from error
    try:
        client = Client(address, timeout=_WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # nobody there; no address at all
        raise ClusterError(
            f"No Dask scheduler answers at {address}. Check that it is running, and the address: "
            "it looks like tcp://10.0.0.1:8786."
        ) from error
    with client, client.as_current(), _told(address):
        _check_workers(client, address, shared)
        yield client


def _check_workers(client: Client, address: str, shared: Path) -> None:
    """Refuse a cluster whose workers could not do the work, before it is given to them."""
    try:
        client.wait_for_workers(1, timeout=_WAIT_SECONDS)
    except TimeoutError as error:
        raise ClusterError(
            f"The Dask cluster at {address} has no workers. Start some: dask worker {address}."
        ) from error
    try:
        versions = client.run(_version_that_writes, shared)
    except ImportError as error:
        raise ClusterError(
            f"A worker of the Dask cluster at {address} cannot work for this program: {error}. "
            f"Install damascus-map {__version__} where its workers run."
        ) from error
    except (FileNotFoundError, PermissionError) as error:
        raise ClusterError(
            f"A worker of the Dask cluster at {address} cannot write into {shared}: "
            f"{error.strerror}. The dataset has to lie in a folder that all machines share, at the "
            "same path."
        ) from error
    for worker, version in versions.items():
        if version != __version__:
            raise ClusterError(
                f"The worker {worker} has damascus-map {version}; this is {__version__}. "
                "Install the same one on all machines."
            )


def _version_that_writes(shared: Path) -> str:
    """Return a worker's version of the program, once it has written a file where it will have to.

    Raises
    ------
    OSError
        If it does not see the folder, or may not write into it.
    """
    place = shared / f"worker-{uuid.uuid4()}"
    place.touch(exist_ok=False)
    place.unlink()
    return __version__


def result_of(future: Future, client: Client) -> Any:
    """Wait for a piece of work; return what it returned, or raise what it raised.

    Raises
    ------
    ClusterError
        If all workers have gone.
    """
    from distributed import wait

    while not future.done():
        try:
            wait([future], timeout=_WAIT_SECONDS)
        except TimeoutError:
            if not client.scheduler_info()["workers"]:
                raise ClusterError(
                    "All workers of the Dask cluster have gone. Look into their logs, and start "
                    "again."
                ) from None
    return future.result()


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say in the project's words what went wrong on the cluster.

    Raises
    ------
    ClusterError
        In place of the errors of Dask, and of the disks that it writes to.
    """
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    try:
        yield
    except DamascusMapError:
        raise
    except KilledWorker as error:
        raise ClusterError(
            f"Workers of the Dask cluster at {address} ended over one file, again and again. Look "
            "into their logs; give them more memory, or smaller files."
        ) from error
    except (CancelledError, CommClosedError) as error:
        raise ClusterError(
            f"The Dask cluster at {address} was lost. Look at its scheduler, and start again."
        ) from error
    except OSError as error:
        raise ClusterError(
            f"A file could not be written while the Dask cluster at {address} worked: {error}."
        ) from error
