"""Requests in one moment, each in a thread and a connection of its own, as double clicks and two tabs make them."""

from threading import Barrier, Thread

from django.db import connection

CLICKS = 4


def at_once(*acts):
    """Run the acts in threads that start together, a single one four times; return what each returned or raised."""
    acts = acts * CLICKS if len(acts) == 1 else acts
    barrier, results = Barrier(len(acts)), []

    def run(act):
        try:
            barrier.wait()
            results.append(act())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
