"""The key by which extensions know the server."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from rutinlots.web.config import ConfigError
from rutinlots.web.keys.identity import identity, is_own_address


def test_the_key_stays_the_same_is_for_one_user_and_no_two_servers_have_the_same(tmp_path: Path):
    mine = identity(tmp_path / "a" / "identity.pem")
    assert mine.fingerprint == identity(tmp_path / "a" / "identity.pem").fingerprint
    assert mine.fingerprint != identity(tmp_path / "b" / "identity.pem").fingerprint
    assert sorted(file.name for file in (tmp_path / "a").iterdir()) == ["identity.pem"]
    if os.name == "posix":
        assert (tmp_path / "a" / "identity.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "kort", "another kind"])
def test_a_file_that_is_no_such_key_is_named_and_left_as_it_is(tmp_path: Path, content: str):
    file = tmp_path / "identity.pem"
    other = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    written = other if content == "another kind" else content
    file.write_text(written)
    with pytest.raises(ConfigError, match=r"identity\.pem holds no P-256 key"):
        identity(file)
    assert file.read_text() == written


def test_a_key_that_cannot_be_kept_is_no_key(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="--identity-file"):
        identity(tmp_path / "file" / "identity.pem")


@pytest.mark.parametrize(
    ("audience", "is_own"),
    [
        ("http://127.0.0.1:8765", True),
        ("http://localhost:8765", True),
        ("http://127.0.0.1:8766", False),  # of another program, which passes the question on
        ("http://127.0.0.1", False),
        ("https://127.0.0.1:8765", False),
        ("http://rutiner.example:8765", False),
        ("https://rutiner.example", True),
        ("https://rutiner.example.evil.example", False),
        ("https://rutiner.example:x", False),
        ("http://127.0.0.1:8765/", False),
        ("", False),
    ],
)
def test_a_server_on_loopback_vouches_for_its_own_port_and_its_names(audience: str, is_own: bool):
    assert is_own_address(audience, port="8765", public=None, names=("rutiner.example",)) is is_own


@pytest.mark.parametrize(
    ("audience", "is_own"),
    [
        ("https://rutiner.example", True),
        ("https://rutiner.example:444", False),
        ("https://annan.example", False),
        ("http://127.0.0.1:8765", False),  # refuses plain HTTP
    ],
)
def test_a_server_behind_a_proxy_vouches_for_the_public_address(audience: str, is_own: bool):
    assert is_own_address(audience, port="8765", public="https://rutiner.example", names=()) is is_own
