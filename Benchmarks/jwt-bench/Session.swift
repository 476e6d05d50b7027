import ArgumentParser

extension JWTBench {
    /// Says where tokens are measured against sessions.
    struct Session: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moved: run scripts/session-bench instead.",
            shouldDisplay: false
        )

        @Argument(parsing: .captureForPassthrough)
        var arguments: [String] = []

        func validate() throws {
            throw ValidationError(
                "sessions are measured by scripts/session-bench, with the same options; it builds Benchmarks/sessions"
            )
        }
    }
}
