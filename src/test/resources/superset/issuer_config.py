"""A Superset that accepts the tokens of an issuer beside its own: docs/superset.md shows this as a recipe."""

import os
import runpy

import jwt
from flask import g
from flask_jwt_extended.default_callbacks import default_decode_key_callback
from superset.security import SupersetSecurityManager

# What every Superset of the tests has.
globals().update({k: v for k, v in runpy.run_path(os.environ["SUPERSET_BASE_CONFIG"]).items() if k.isupper()})

ISSUER = os.environ["SUPERSET_ISSUER"]
AUDIENCE = "superset"
KEYS = jwt.PyJWKClient(ISSUER + "/keys")  # keeps keys for five minutes, and asks anew for one that it does not know


class IssuerSecurityManager(SupersetSecurityManager):
    """The issuer's tokens are signed with RS256, Superset's own with HS256: each is checked with the key of its kind."""

    def create_jwt_manager(self, app):
        manager = super().create_jwt_manager(app)
        manager.decode_key_loader(self.decode_key)
        return manager

    @staticmethod
    def decode_key(header, claims):
        if header["alg"] == "RS256":
            return KEYS.get_signing_key(header["kid"]).key
        return default_decode_key_callback(header, claims)

    def load_user_jwt(self, header, claims):
        if header["alg"] != "RS256":
            return super().load_user_jwt(header, claims)
        audience = claims.get("aud", [])
        if claims.get("iss") != ISSUER or AUDIENCE not in ([audience] if isinstance(audience, str) else audience):
            return None
        user = self.find_user(username=claims["sub"])
        if user and user.is_active:
            g.user = user
            return user
        return None


CUSTOM_SECURITY_MANAGER = IssuerSecurityManager
JWT_DECODE_ALGORITHMS = ["HS256", "RS256"]
