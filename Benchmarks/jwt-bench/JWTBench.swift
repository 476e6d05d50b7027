import ArgumentParser
import CommandLineKit
import JWTConformance

/// The command line of the benchmark.
struct JWTBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jwt-bench",
        abstract:
            "Measures how fast JSON Web Tokens are signed and verified. It verifies every token before it times anything.",
        discussion: """
            Every figure stands beside the bare OpenSSL operation on the same octets, measured side by side with it.

            EXAMPLES:
              jwt-bench run                            every algorithm
              jwt-bench run --algorithms HS256,ES256   two of them
              jwt-bench run --operation verify --workers 1,2,4 --mode both
              jwt-bench run --algorithms ES256 --variants all
              jwt-bench run --resume bench.json        Ctrl-C, then the same again: it goes on where it was
              jwt-bench latency --algorithms RS256     percentiles, closed loop and under load
              jwt-bench fleet                          the fleet's libraries beside the reference
              jwt-bench size                           octets of a token, and limits of a header
              jwt-bench shares                         base64, parsing, signature and claims of a verification
              jwt-bench instructions                   counted by valgrind, where noise can't reach
              jwt-bench report bench.json --format html --output bench.html
              jwt-bench compare old.json new.json      what is faster, slower, or too noisy to tell
              jwt-bench check bench.json --limit 'ES256 verify=1.04'

            What the figures mean and what they don't is in Benchmarks/METHODS.md.

            \(ExitStatus.help)
            """,
        version: Suite.version,
        subcommands: [
            Run.self, Compared.self, Latency.self, Size.self, Session.self, Shares.self, Instructions.self,
            Report.self, Compare.self, Check.self, List.self, Perform.self,
        ]
    )
}
