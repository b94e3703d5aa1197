"""A Jupyter server extension that stops a 40 ms stall between the kernel and the page.

The server leaves Nagle's algorithm on for the kernel's websocket, and the browser delays its
acknowledgements; together they hold each small message back behind the one before, and a slider
that is dragged moves the picture some 18 times a second, however fast it is drawn. Here the
server's own connection class is told not to wait (TCP_NODELAY).

The file ``etc/jupyter/jupyter_server_config.d/lossviz.json``, installed with the package, has
every Jupyter server of the environment load this module. Where another connection class is
configured, or a gateway, or the server is too old to have one, nothing is touched.
"""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "lossviz.wire"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Have the kernels' websockets of `server` send each message at once."""
    try:
        from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    except ImportError:
        server.log.info("lossviz.wire: this Jupyter server has no connection class to set TCP_NODELAY on")
        return
    name = "kernel_websocket_connection_class"
    settings = server.web_app.settings
    if settings.get(name) is not ZMQChannelsWebsocketConnection:
        server.log.info("lossviz.wire: %s is not the server's own, left as it is", name)
        return

    class NoDelayConnection(ZMQChannelsWebsocketConnection):
        def connect(self) -> Any:
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    settings[name] = NoDelayConnection
