import ArgumentParser
import JWTConformance

/// The command line of the benchmark.
@main struct JWTBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jwt-bench",
        abstract: "Measures how fast JSON Web Tokens are signed and verified, and times only what it has verified.",
        discussion: """
            Every figure stands beside the bare OpenSSL operation on the same octets, measured side by side with it.

            EXAMPLES:
              jwt-bench run                            every algorithm
              jwt-bench run --algorithms HS256,ES256   two of them
              jwt-bench run --operation verify --workers 1,2,4
              jwt-bench run --rounds 101               closer ratios on a noisy machine
              jwt-bench run --format json --output bench.json
              jwt-bench fleet                          the fleet beside the reference

            EXIT CODES:
              0    measured
              3    something has no figure, because it wasn't verified
              64   the arguments are wrong
              70   a defect in jwt-bench, or a report that can't be written
              130  interrupted; what had been measured is printed and marked incomplete
            """,
        version: Suite.version,
        subcommands: [Run.self, Compared.self, List.self]
    )
}
