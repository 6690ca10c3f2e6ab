"""A device that holds passkeys, made of software: it answers what a browser would, with real signatures."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, CREDENTIAL = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey. `origin` is the site that its browser shows; what it says wrongly a test chooses."""

    origin: str = "http://localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    handle: bytes = b""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """The answer to being asked for a new passkey."""
        asked = json.loads(options)
        self.handle = base64url_to_bytes(asked["user"]["id"])
        point = self.key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )
        length = len(self.credential_id).to_bytes(2, "big")
        data = self._data(asked["rp"]["id"], CREDENTIAL) + bytes(16) + length + self.credential_id + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = {"clientDataJSON": self._client("webauthn.create", asked), "attestationObject": attestation}
        return self._answer(said)

    def use(self, options: str) -> str:
        """The answer to being asked for a passkey."""
        asked = json.loads(options)
        self.count += 1
        data, client = self._data(asked["rpId"]), self._client("webauthn.get", asked)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({**said, "userHandle": self.handle})

    def _data(self, site: str, flags: int = 0) -> bytes:
        hashed = hashlib.sha256(site.encode()).digest()
        return hashed + bytes([self.flags | flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, said: dict[str, bytes]) -> str:
        response = {name: bytes_to_base64url(value) for name, value in said.items()}
        id_ = bytes_to_base64url(self.credential_id)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": response})
