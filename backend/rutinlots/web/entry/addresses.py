"""Callers' addresses, as proxies and browsers write them."""

import ipaddress

_OWN_NETWORK = 64  # bits: one customer of an IPv6 provider has at least such a network, with addresses without end


def without_port(address: str) -> str:
    """The address without the port that some proxies add: ``192.0.2.1:443``, ``[2001:db8::1]:443``."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, colon, _port = address.rpartition(":")
    return host if colon and ":" not in host else address


def caller(address: str | None) -> str:
    """Whose address it is: an IPv4 address, or the network of an IPv6 one."""
    plain = without_port(address or "")
    try:
        found = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return plain
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _OWN_NETWORK), strict=False))
