"""The production server's settings: `gunicorn --config python:config.gunicorn config.wsgi`."""

import os

from config import environment
from config.logging import logging_config

bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{environment.port()}"]
worker_class = "gthread"
workers = environment.processes()
threads = environment.threads()
# The server can be told to reload or stop by signals; it needs no second door for that.
control_socket_disable = True
# Workers prove that they live by touching a file, which must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# Without the query string: what people search for is theirs.
access_log_format = "%(m)s %(U)s %(s)s"
logconfig_dict = logging_config()
