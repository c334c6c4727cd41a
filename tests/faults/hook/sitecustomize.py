"""Found by every Python that is started with this folder on its path: it takes in the faults asked for."""

from tests.faults.fault import install

install()
