"""The series as pages whose sliders work without a kernel: ``python -m lossviz.site`` writes them.

A panel is recorded by setting its own controls and keeping what it then draws and reads; nothing is
drawn by hand for the page. What it needs beside lossviz is the extra ``site``.
"""
