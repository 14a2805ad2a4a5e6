"""The key by which extensions know the server: before they send a token or a mail, it signs a number that they made up.

The number is signed together with the address that the extension asks, so that what asks at one address proves nothing at
another. A key is P-256, since every browser that runs the extension verifies that.
"""

import base64
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from rutinlots.store.sql.private_files import make_private, make_private_folder, write_once
from rutinlots.web.config import ConfigError
from rutinlots.web.readers import LOOPBACK_NAMES

_PURPOSE = "rutinlots server identity 1"  # no other signature made with the key can be taken for one of these
_HALF = 32  # bytes of each half of a signature


class Identity:
    """A private key, and what is known of it: ``public`` in base64 (SubjectPublicKeyInfo), ``fingerprint`` its SHA-256 in hex."""

    def __init__(self, key: EllipticCurvePrivateKey):
        self._key = key
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.public = base64.b64encode(public).decode()
        self.fingerprint = hashlib.sha256(public).hexdigest()

    def sign(self, audience: str, nonce: str) -> str:
        """Sign a caller's number for the address that it asks; in base64, as WebCrypto verifies it (both halves, 64 bytes)."""
        signed = self._key.sign(f"{_PURPOSE}\n{audience}\n{nonce}".encode(), ECDSA(SHA256()))
        halves = (half.to_bytes(_HALF, "big") for half in decode_dss_signature(signed))
        return base64.b64encode(b"".join(halves)).decode()


def passing_identity() -> Identity:
    """An identity that lasts as long as the process."""
    return Identity(generate_private_key(SECP256R1()))


def identity(file: Path) -> Identity:
    """Read the key in a file, or make one that only this user may read.

    :raises ConfigError: when there is none and none can be kept. One for this process alone would be taken for an impostor's
        after the next restart.
    """
    try:
        if not file.exists():
            make_private_folder(file.parent)
            pem = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            write_once(file, pem.decode("ascii"))
        key = load_pem_private_key(file.read_bytes(), password=None)
    except OSError as error:
        raise ConfigError(
            f"The file {file} with the key by which extensions know the server can't be read or made ({error.strerror}). "
            "Choose another with --identity-file or RUTINLOTS_IDENTITY_FILE."
        ) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ConfigError(_no_key(file)) from error
    if not (isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1)):
        raise ConfigError(_no_key(file))
    make_private(file)  # only now: another's file keeps its permissions
    return Identity(key)


def _no_key(file: Path) -> str:
    return (
        f"The file {file} holds no P-256 key without a password in PEM. Put the server's own back from its backup, or move "
        "the file away: a new one is made then, and every agent is asked to accept it."
    )


def is_own_address(audience: str, *, port: str, public: str | None, names: tuple[str, ...]) -> bool:
    """Whether an extension reaches this server, and no other, at an address.

    ``port`` is the one that the server listens on, ``public`` the address of the proxy, ``names`` further host names.
    """
    try:
        address = urlsplit(audience)
        asked = address.port
    except ValueError:
        return False
    if audience != f"{address.scheme}://{address.netloc}":
        return False
    if address.scheme == "https":
        return audience == public or (address.hostname or "") in names
    return not public and address.scheme == "http" and address.hostname in LOOPBACK_NAMES and f"{asked or 80}" == port
