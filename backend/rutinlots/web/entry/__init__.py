"""What a request passes before its view: method, proxy, host and origin; and whose it is."""
