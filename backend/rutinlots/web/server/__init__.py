"""The WSGI server: its processes, and its connections whose turns it keeps."""
