"""Settings of the processes that the tests kill: the test settings on a database that is named."""

from portal.settings.test import *  # noqa: F403 - settings build on each other
