"""mod_auth_openidc as an OAuth 2.0 resource server that fetches keys, behind adapter protocol 1."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from gateway_keys import ROOT, VERSION, program, serve_gateway  # noqa: E402

MODULES = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "auth_openidc"]


def configuration(source, folder, port):
    """The sample configuration of the module, section "OAuth 2.0 Resource Server Settings"."""
    lines = [f"LoadModule {name}_module {ROOT}/usr/lib/apache2/modules/mod_{name}.so" for name in MODULES]
    timeout = [f"OIDCHTTPTimeoutShort {source.timeout}", f"OIDCHTTPTimeoutLong {source.timeout}"] if source.timeout else []
    return "\n".join([
        *lines, f'ServerRoot "{folder}"', "ServerName localhost", f'DocumentRoot "{folder}/htdocs"',
        f'PidFile "{folder}/pid"', f'ErrorLog "{folder}/log"', f"Listen 127.0.0.1:{port}",
        "User www-data", "Group www-data", "StartServers 1", "ThreadsPerChild 64", "MaxRequestWorkers 64",
        f"OIDCOAuthVerifyJwksUri {source.jwks_url}", f"OIDCCABundlePath {source.ca_file}", *timeout,
        "<Location />", "AuthType oauth20", f"Require claim iss:{source.issuer}", "</Location>", "",
    ])  # fmt: skip


def command(_, file, _port):
    return [*program("/usr/sbin/apache2"), "-DFOREGROUND", "-f", str(file)]


serve_gateway(
    {"name": "mod_auth_openidc", "version": VERSION,
     "language": "C", "homepage": "https://github.com/OpenIDC/mod_auth_openidc"},
    {"policy": ["keyTimeout"]}, configuration, command,
)  # fmt: skip
