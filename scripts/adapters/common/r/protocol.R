# Adapter protocol 1 for adapters in R: a JSON object a line in, a JSON object a line out, until the input ends.
#
# An adapter calls serve with a description of its library and the functions that call it. A request is the message as a list;
# what the capabilities don't declare of a policy is answered here and never reaches the library.

# Ends the answer with "the library can't do that": unsupported("key:none").
unsupported <- function(feature) stop(structure(class = c("unsupported", "error", "condition"), list(message = feature, call = NULL)))

octets <- function(text) jsonlite::base64url_dec(text)
base64url <- function(octets) gsub("\n", "", jsonlite::base64url_enc(octets), fixed = TRUE)

# The algorithms that the policy pins; NULL: what the library does when its user doesn't pin.
algorithms <- function(request) if (is.list(request$policy$algorithms)) unlist(request$policy$algorithms)

# The octets of the payload of an accepted compact token, for a library that returns parsed claims.
compact_payload <- function(token) octets(strsplit(token, ".", fixed = TRUE)[[1]][2])

# A list as JSON: what has one value is that value.
json <- function(value) jsonlite::toJSON(value, auto_unbox = TRUE, null = "null", digits = NA)

# Answers messages until the input ends.
#
#   verifier  from a request to a function from a token to the octets of its payload; the key is prepared once, here, and kept
#             for a sequence
#   refusal   whether an error is the library's way to reject
serve <- function(implementation, capabilities, verifier, refusal) {
    implementation$language <- "R"
    implementation$runtime <- R.version.string
    capabilities$operations <- list("verify", "bench")
    capabilities$sequences <- TRUE
    kept <- list()
    verifier_of <- function(request) {
        if (is.null(request$sequence)) return(verifier(request))
        request[c("id", "token", "tokenOctets")] <- NULL
        asked <- as.character(json(request))
        if (is.null(kept[[asked]])) kept[[asked]] <<- verifier(request)
        if (length(kept) > 100) kept[[1]] <<- NULL
        kept[[asked]]
    }
    operations <- list(
        verify = function(request) {
            # R's strings hold no NUL.
            token <- request$token
            if (is.null(token)) unsupported("token:octets")
            list(outcome = "accept", payload = base64url(verifier_of(request)(token)))
        },
        bench = function(request) {
            verify <- verifier(request)
            tokens <- unlist(request$tokens)
            for (token in tokens) verify(token) # nothing is timed that isn't accepted
            start <- proc.time()[["elapsed"]]
            for (i in seq_len(request$iterations)) verify(tokens[(i - 1) %% length(tokens) + 1])
            elapsed <- proc.time()[["elapsed"]] - start
            list(outcome = "ok", iterations = request$iterations, elapsedNanoseconds = round(elapsed * 1e9))
        }
    )
    reply <- function(request) {
        if (request$op == "hello") {
            return(list(protocol = 1, implementation = implementation, capabilities = capabilities))
        }
        operation <- operations[[request$op]]
        if (is.null(operation)) return(list(outcome = "unsupported", feature = paste0("operation:", request$op)))
        # By the system's clock, the tokens are made for it.
        foreign <- setdiff(names(request$policy), c("now", unlist(capabilities$policy)))
        if (length(foreign)) return(list(outcome = "unsupported", feature = paste0("policy:", foreign[1])))
        tryCatch(
            operation(request),
            unsupported = function(error) list(outcome = "unsupported", feature = conditionMessage(error)),
            error = function(error) {
                detail <- iconv(conditionMessage(error), "UTF-8", "UTF-8", sub = "byte")
                list(outcome = if (refusal(error)) "reject" else "error", detail = detail)
            }
        )
    }
    input <- file("stdin", "r", encoding = "UTF-8")
    while (length(line <- readLines(input, 1, warn = FALSE, encoding = "UTF-8")) > 0) {
        request <- jsonlite::fromJSON(line, simplifyVector = FALSE, bigint_as_char = FALSE)
        answer <- suppressWarnings(reply(request))
        cat(json(c(list(id = request$id), answer)), "\n", sep = "")
        flush(stdout())
    }
}
