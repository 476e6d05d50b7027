import ArgumentParser
import CommandLineKit
import JWTConformance

/// The command line of the benchmark.
struct JWTBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jwt-bench",
        abstract:
            "Measures how fast JSON Web Tokens are signed and verified, after checking that every token verifies.",
        discussion: """
            Every figure is compared with the bare OpenSSL operation on the same octets, measured in the same rounds.

            EXAMPLES:
              jwt-bench run                            every algorithm
              jwt-bench run --algorithms HS256,ES256   two of them
              jwt-bench run --operation verify --workers 1,2,4 --mode both
              jwt-bench run --algorithms ES256 --variants all
              jwt-bench run --resume bench.json        continue after Ctrl-C
              jwt-bench latency --algorithms RS256     percentiles, closed loop and under load
              jwt-bench fleet                          compare the fleet with the reference
              jwt-bench size                           size of tokens, and header limits
              jwt-bench shares                         how a verification spends its time
              jwt-bench instructions                   count instructions with valgrind
              jwt-bench report bench.json --format html --output bench.html
              jwt-bench duet OLD-BUILD NEW-BUILD       what is faster or slower, from many processes of each
              jwt-bench compare old.json new.json      the same of two saved documents
              jwt-bench check bench.json --limit 'ES256 verify=1.04'

            Benchmarks/METHODS.md says what the figures mean and what they don't show.

            \(ExitStatus.help)
            """,
        version: Suite.version,
        subcommands: [
            Run.self, Duet.self, Compared.self, Latency.self, Size.self, Session.self, Shares.self, Instructions.self,
            Report.self, Compare.self, Check.self, Power.self, List.self, Perform.self, Slices.self, Portion.self,
        ]
    )
}
