import AdapterProtocol

/// An adapter to be written: what is marked TODO is yours.
///
/// Protocol.swift says what a request holds.
@main struct MyAdapter: Adapter {
    static func main() async throws {
        try await MyAdapter().serve()
    }

    // TODO: your library's name, its version, and where it's published.
    let implementation = Implementation(name: "MyJWT", version: "0", homepage: "https://example.com")

    // TODO: what it can do; Capabilities has the rest, and what isn't declared isn't asked.
    let capabilities = Capabilities(algorithms: ["HS256"])

    func verifier(for request: Request) async throws -> Verify {
        // TODO: make a key of request.key, of request.secret() or of request.pemText(), as your users do, and return:
        { token in
            // TODO: call your library with request.algorithms, and return the claims as JSON or, unless
            // request.wantsClaims, the payload's octets. Don't look into the token before.
            throw NotWrittenYet()
        }
    }

    // TODO: write sign(_:), which returns a token with the request's header over its payload, and declare it; or leave it
    // out.

    // TODO: the errors by which your library refuses. Any other is reported as an error.
    func isRefusal(_ error: any Error) -> Bool { false }
}

struct NotWrittenYet: Error, CustomStringConvertible {
    let description = "not written yet"
}
