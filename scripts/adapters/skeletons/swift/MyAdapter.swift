import AdapterProtocol

/// An adapter to complete: fill in every TODO.
///
/// Protocol.swift describes the request.
@main struct MyAdapter: Adapter {
    static func main() async throws {
        try await MyAdapter().serve()
    }

    // TODO: your library's name, its version, and its home page.
    let implementation = Implementation(name: "MyJWT", version: "0", homepage: "https://example.com")

    // TODO: what it can do; Capabilities has the rest. What you don't declare is skipped.
    let capabilities = Capabilities(algorithms: ["HS256"])

    func verifier(for request: Request) async throws -> Verify {
        // TODO: make a key here, once, as your users do: of request.key, of request.pemText() or, for a library that takes raw
        // secrets, of request.secret(): declare "jwk" all the same. Then return:
        { token in
            // TODO: call your library with request.algorithms. Return the claims as JSON if request.wantsClaims, otherwise
            // the payload's octets. Don't look into the token first.
            throw NotWrittenYet()
        }
    }

    // TODO: write sign(_:), which signs the request's payload with exactly its header, and declare it; or leave it out.

    // TODO: the errors that mean the token is rejected. Any other counts as an error.
    func isRefusal(_ error: any Error) -> Bool { false }
}

struct NotWrittenYet: Error, CustomStringConvertible {
    let description = "not written yet"
}
