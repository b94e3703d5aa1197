"""A Jupyter server extension: no 40 ms stall on the wire, and stills in exported pages.

The server leaves Nagle's algorithm on for the kernel's websocket, and the browser delays its
acknowledgements; together they hold each small message back behind the one before, and a slider
that is dragged moves the picture some 18 times a second, however fast it is drawn. Here the
server's own connection class is told not to wait (TCP_NODELAY).

``etc/jupyter/jupyter_server_config.d/lossviz.json``, installed with the package, has every
Jupyter server of the environment load this module. To switch it off:
``jupyter server extension disable lossviz.server``.
"""

from typing import Any

_CLASS = "kernel_websocket_connection_class"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "lossviz.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Have `server` send each kernel message at once, and export panels as stills."""
    _send_at_once(server)
    server.config.HTMLExporter.preprocessors.append("lossviz.export.Stills")


def _send_at_once(server: Any) -> None:
    """Set TCP_NODELAY on the kernels' websockets; leave a gateway's or another's class alone."""
    try:
        from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    except ImportError:
        server.log.info("lossviz: this Jupyter server is too old to set TCP_NODELAY on its websockets")
        return
    settings = server.web_app.settings
    if settings.get(_CLASS) is not ZMQChannelsWebsocketConnection:
        server.log.info("lossviz: %s is not the server's own; left as it is", _CLASS)
        return

    class NoDelayConnection(ZMQChannelsWebsocketConnection):
        def connect(self) -> Any:
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    settings[_CLASS] = NoDelayConnection
