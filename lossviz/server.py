"""A Jupyter server extension: no 40 ms stall on the wire, and stills in exported pages.

The server leaves Nagle's algorithm on for the kernel's websocket, and the browser delays its
acknowledgements; together they hold each small message back behind the one before, and a slider
that is dragged moves the picture some 18 times a second, however fast it is drawn. Here the
server's own connection class is told not to wait (TCP_NODELAY), from the first message on that
names lossviz: the connections of other notebooks stay as they are.

``etc/jupyter/jupyter_server_config.d/lossviz.json``, installed with the package, has every
Jupyter server of the environment load this module. To switch it off:
``jupyter server extension disable lossviz.server``.
"""

from typing import Any

_CLASS = "kernel_websocket_connection_class"
_STILLS = "lossviz.export.Stills"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "lossviz.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Have `server` send each message of a panel at once, and export panels as stills."""
    _send_at_once(server)
    exporter = server.config.HTMLExporter
    if isinstance(exporter.preprocessors, str):  # One that was named on the command line.
        exporter.preprocessors = [exporter.preprocessors]
    exporter.preprocessors.append(_STILLS)


def _send_at_once(server: Any) -> None:
    """Set TCP_NODELAY on websockets that show panels; leave a gateway's or another's class alone."""
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
        at_once = False

        def handle_outgoing_message(self, stream: Any, message: Any) -> None:
            if not self.at_once and _names_lossviz(message):
                self.websocket_handler.set_nodelay(True)
                self.at_once = True
            super().handle_outgoing_message(stream, message)

    settings[_CLASS] = NoDelayConnection


def _names_lossviz(message: Any) -> bool:
    """Tell whether a message from the kernel names lossviz; one that cannot be read is taken to."""
    try:
        return any(b"lossviz" in part for part in message)
    except TypeError:
        return True
