"""Envoy's jwt_authn with remote_jwks behind adapter protocol 1, as its manual configures it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from gateway_keys import serve_gateway  # noqa: E402

ENVOY = next(Path(sys.prefix).glob("lib/python*/site-packages/envoy/_bin/envoy"))
TYPE = "type.googleapis.com/envoy.extensions."


def configuration(source, _, port):
    """Defaults: the example of the manual with an authority to trust. Recommended: also the server's name, a retry and a
    fetch before the first request."""
    server = urlsplit(source.jwks_url)
    validation = {"trusted_ca": {"filename": source.ca_file}}
    remote = {"http_uri": {"uri": source.jwks_url, "cluster": "keys", "timeout": f"{source.timeout or 5}s"}}
    if source.lifetime:
        remote["cache_duration"] = f"{source.lifetime}s"
    if source.is_recommended:
        name = {"san_type": "IP_ADDRESS", "matcher": {"exact": server.hostname}}
        validation["match_typed_subject_alt_names"] = [name]
        remote |= {"async_fetch": {}, "retry_policy": {"num_retries": 1}}
    cluster = {
        "name": "keys", "type": "STATIC", "connect_timeout": "1s",
        "load_assignment": {"cluster_name": "keys", "endpoints": [{"lb_endpoints": [{"endpoint": {"address": {
            "socket_address": {"address": server.hostname, "port_value": server.port}}}}]}]},
    }  # fmt: skip
    if server.scheme == "https":
        tls = {"@type": TYPE + "transport_sockets.tls.v3.UpstreamTlsContext",
               "common_tls_context": {"validation_context": validation}}  # fmt: skip
        cluster["transport_socket"] = {"name": "envoy.transport_sockets.tls", "typed_config": tls}
    authentication = {
        "@type": TYPE + "filters.http.jwt_authn.v3.JwtAuthentication",
        "providers": {"issuer": {"issuer": source.issuer, "audiences": [source.audience], "remote_jwks": remote}},
        "rules": [{"match": {"prefix": "/"}, "requires": {"provider_name": "issuer"}}],
    }
    manager = {
        "@type": TYPE + "filters.network.http_connection_manager.v3.HttpConnectionManager", "stat_prefix": "gateway",
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [
            {"match": {"prefix": "/"}, "direct_response": {"status": 200}}]}]},
        "http_filters": [
            {"name": "envoy.filters.http.jwt_authn", "typed_config": authentication},
            {"name": "envoy.filters.http.router", "typed_config": {"@type": TYPE + "filters.http.router.v3.Router"}},
        ],
    }  # fmt: skip
    listener = {
        "address": {"socket_address": {"address": "127.0.0.1", "port_value": port}},
        "filter_chains": [{"filters": [
            {"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}],
    }  # fmt: skip
    return json.dumps({"static_resources": {"listeners": [listener], "clusters": [cluster]}})


def command(_, file, _port):
    return [str(ENVOY), "--config-yaml", file.read_text(), "--log-level", "error", "--use-dynamic-base-id",
            "--concurrency", "1"]  # fmt: skip


said = subprocess.run([ENVOY, "--version"], capture_output=True, text=True, check=True).stdout
version = re.search(r"version: [0-9a-f]+/([0-9.]+)/", said)[1]
serve_gateway(
    {"name": "Envoy", "version": version, "language": "C++", "homepage": "https://www.envoyproxy.io"},
    # The cooldown is one second (failed_refetch_duration), and only with async_fetch.
    {"policy": ["keyLifetime", "keyCooldown", "keyTimeout", "keyOptions"]}, configuration, command,
)  # fmt: skip
