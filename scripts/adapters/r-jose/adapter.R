# jose for R behind adapter protocol 1.
source(commandArgs(trailingOnly = TRUE)[1])

# A secret, or a key of the package openssl: jose reads JWKs, and openssl PEM.
key_of <- function(request) {
    if (!is.null(request$keyText)) return(openssl::read_pubkey(request$keyText))
    if (is.null(request$key)) unsupported("key:none")
    # read_jwk looks at the key alone.
    key <- jose::read_jwk(as.character(json(request$key)))
    if (inherits(key, "key")) as.list(key)$pubkey else key
}

verifier <- function(request) {
    pinned <- algorithms(request)
    if (length(pinned) > 1) unsupported("policy:several-algorithms")
    key <- key_of(request)
    is_secret <- !inherits(key, "pubkey") # a key of openssl is octets too
    function(token) {
        # The user chooses the function by the kind of the key, and compares the alg that jwt_split read.
        if (is_secret) jose::jwt_decode_hmac(token, secret = key) else jose::jwt_decode_sig(token, pubkey = key)
        header <- jose::jwt_split(token)$header
        if (!is.null(pinned) && !identical(header$alg, pinned)) stop("the alg of the token isn't one that is allowed")
        compact_payload(token)
    }
}

serve(
    list(name = "jose (R)", version = as.character(packageVersion("jose")), homepage = "https://cran.r-project.org/package=jose"),
    list(
        algorithms = list("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "EdDSA"),
        serializations = list("compact"), contents = list("claims", "bytes"), keys = list("jwk", "pem", "text"),
        policy = list("algorithms", "unpinned"), clock = "system"
    ),
    verifier,
    # Both packages reject by stop(), as R itself reports every error.
    refusal = function(error) TRUE
)
