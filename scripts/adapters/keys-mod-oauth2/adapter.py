"""mod_oauth2 with a jwks_uri behind adapter protocol 1."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from gateway_keys import ROOT, VERSION, program, serve_gateway  # noqa: E402

MODULES = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "oauth2"]


def configuration(source, folder, port):
    """OAuth2TokenVerify and Require as the sample configuration oauth2.conf has them."""
    lines = [f"LoadModule {name}_module {ROOT}/usr/lib/apache2/modules/mod_{name}.so" for name in MODULES]
    options = f"jwks_uri.http_timeout={source.timeout}&" if source.timeout else ""
    return "\n".join([
        *lines, f'ServerRoot "{folder}"', "ServerName localhost", f'DocumentRoot "{folder}/htdocs"',
        f'PidFile "{folder}/pid"', f'ErrorLog "{folder}/log"', f"Listen 127.0.0.1:{port}",
        "User www-data", "Group www-data", "StartServers 1", "ThreadsPerChild 64", "MaxRequestWorkers 64",
        f'OAuth2TokenVerify jwks_uri {source.jwks_url} "{options}jwks_uri.ssl_verify=true"',
        "<Location />", "AuthType oauth2", f"Require oauth2_claim iss:{source.issuer}", "</Location>", "",
    ])  # fmt: skip


def command(source, file, _port):
    """libcurl reads the system's authorities and nothing else: this process sees another file in their place."""
    script = 'mount --bind "$1" /etc/ssl/certs/ca-certificates.crt && shift && exec "$@"'
    words = [*program("/usr/sbin/apache2"), "-DFOREGROUND", "-f", str(file)]
    return ["unshare", "--mount", "sh", "-c", script, "sh", source.ca_file, *words]


serve_gateway(
    {"name": "mod_oauth2", "version": VERSION,
     "language": "C", "homepage": "https://github.com/OpenIDC/mod_oauth2"},
    {"policy": ["keyTimeout"]}, configuration, command,
)  # fmt: skip
