"""How Panah is served: two processes of four threads, sharing the memory of the code they have in common.

Forking alone saves nothing: each worker would build its own URL tables at the first request, and the
collector would touch, and so copy, every shared page. Measured on the first walk (sum of proportional set
sizes): 270 MB without preloading, 295 MB with it, 181 MB with it and what `when_ready` does.

One more process does what goes on beside the requests (forwarding statements, sending e-mail) in threads of its own. It
is forked from the same parent; started by itself it would take as much as all of them.
"""

import gc
import os
import signal
from contextlib import suppress

from django.core.management import call_command
from django.db import connections

from cms.warming import warm_up

workers = 2
worker_class = "gthread"
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"

# What gunicorn's master does at these signals is not for its child to do.
_SIGNALS_OF_MASTER = ("CHLD", "HUP", "QUIT", "TTIN", "TTOU", "USR1", "USR2", "WINCH")


def when_ready(server):
    """Finish loading in the parent, before the workers are forked; and fork who works beside them."""
    warm_up()
    connections.close_all()  # a database connection must not be shared by two processes
    gc.collect()
    gc.freeze()
    master = os.getpid()
    server.panah_beside = os.fork()
    if server.panah_beside == 0:
        _work_beside(server, master)


def on_exit(server):
    """Take it along. One whose master was killed sees that by itself."""
    if child := getattr(server, "panah_beside", 0):
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)


def _work_beside(server, master):
    """Work as long as the master is there; never return."""
    try:
        for name in _SIGNALS_OF_MASTER:
            signal.signal(getattr(signal, f"SIG{name}"), signal.SIG_DFL)
        # The port is free as soon as the server has ended, whatever request is still under way here.
        for listener in server.LISTENERS:
            listener.close()
        call_command("work_beside", parent=master)
    finally:
        # Not sys.exit: what the master has registered for its own end is not to be done here.
        os._exit(0)
