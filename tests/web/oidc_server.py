"""A small OpenID Connect server in a process of its own: discovery, authorization with PKCE, tokens signed with RS256, userinfo. No test is here.

It lets in whoever the address `?as=` of its authorization page names, and says of them what PEOPLE tells. Everything else
it does as OpenID Connect Core 1.0 and RFC 7636 say, and it refuses what they refuse: a code used twice, another
redirect address, another secret, a verifier that does not fit its challenge.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SHARED = "proviso-under-test", "shared-with-the-client"
PEOPLE = {
    "ruth": {"sub": "u-1", "email": "ruth@town.example", "email_verified": True, "name": "Ruth"},
    "unproven": {"sub": "u-2", "email": "ruth@town.example", "email_verified": False},
    "stranger": {"sub": "u-3", "email": "stranger@town.example", "email_verified": True},
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Server(BaseHTTPRequestHandler):
    """Answers the five addresses of a server."""

    codes: ClassVar[dict[str, dict[str, str]]] = {}
    tokens: ClassVar[dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        bound: Any = self.server.server_address
        return f"http://{bound[0]}:{bound[1]}"

    def do_GET(self) -> None:
        """Discovery, keys, the authorization page, userinfo."""
        path, asked = self._asked()
        if path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "userinfo_endpoint": f"{self.issuer}/userinfo",
                    "jwks_uri": f"{self.issuer}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif path == "/keys":
            key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            self._json({"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]})
        elif path == "/authorize":
            self._authorize(asked)
        elif path == "/userinfo":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            who = self.tokens.get(token)
            self._json(PEOPLE[who] if who else {"error": "invalid_token"}, 200 if who else 401)
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        """Tokens for a code, once."""
        length = int(self.headers.get("Content-Length", "0"))
        told = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        held = self.codes.pop(told.get("code", ""), None)
        if held is None or not self._fits(held, told):
            self._json({"error": "invalid_grant"}, 400)
            return
        token, now = secrets.token_urlsafe(24), int(time.time())
        self.tokens[token] = held["as"]
        claims = {
            **PEOPLE[held["as"]],
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": held.get("nonce", ""),
        }
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self._json({"access_token": token, "token_type": "Bearer", "id_token": signed})

    def _authorize(self, asked: dict[str, str]) -> None:
        good = asked.get("client_id") == CLIENT and asked.get("response_type") == "code"
        who = asked.get("as", "")
        if (
            not good
            or asked.get("code_challenge_method") != "S256"
            or who not in (*PEOPLE, "nobody")
        ):
            self._json({"error": "invalid_request"}, 400)
            return
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        answer = {"error": "access_denied"} if who == "nobody" else {"code": code}
        where = asked["redirect_uri"] + "?" + urlencode({**answer, "state": asked.get("state", "")})
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def _fits(self, held: dict[str, str], told: dict[str, str]) -> bool:
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (
            (told.get("client_id"), told.get("client_secret")) == (CLIENT, SHARED)
            and told.get("redirect_uri") == held["redirect_uri"]
            and challenge == held["code_challenge"]
        )

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _json(self, told: Any, status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    served = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    sys.stdout.write(f"http://127.0.0.1:{served.server_address[1]}\n")
    sys.stdout.flush()
    served.serve_forever()
