"""JupyterHub for a class on one machine. `make class` runs it, with a login and a spawner for this machine on top."""

c = get_config()  # noqa: F821

# A student's processes, each with one thread: 20 students with two threads each would only wait for one another.
c.Spawner.environment = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",  # The kernel is the environment's own.
    # One message of four fewer at each move: no slider is told where it is. A second window of the same notebook,
    # which nobody has in a class, follows with its pictures and not with its sliders.
    "JUPYTER_WIDGETS_ECHO": "0",
}
c.Spawner.default_url = "/lab/tree/notebooks/00_start_here.ipynb"
# Starting takes a processor for some seconds: a whole class at once waits for a minute or two.
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
