import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Compares two documents.
    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is faster or slower than before; something slower is exit code 1.",
            discussion: """
                  jwt-bench run --format json --output old.json     before a change
                  jwt-bench run --format json --output new.json     after it
                  jwt-bench compare old.json new.json
                  jwt-bench compare old.json new.json --band 5      five percent count as the same

                Ratios to the bare operation are compared, by the Mann-Whitney test. What got faster is reported and fails \
                nothing.
                """
        )

        @Argument(help: "The earlier document.")
        var old: String

        @Argument(help: "The later document.")
        var new: String

        @Option(help: ArgumentHelp("Treat differences up to this many percent as equal.", valueName: "percent"))
        var band = 2.0

        func validate() throws {
            guard band >= 0, band < 100 else { throw ValidationError("--band must be at least 0 and less than 100.") }
        }

        func run() async throws {
            let comparison = DocumentComparison(
                try DocumentFile.read(old),
                try DocumentFile.read(new),
                band: band / 100
            )
            try Terminal.write(comparison.text)
            try (comparison.isWorse ? ExitStatus.deviation : .asExpected).end()
        }
    }

    /// Holds a document to limits.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Holds a document to limits; one that isn't kept is exit code 1, one without a figure 3.",
            discussion: """
                  jwt-bench check bench.json --limit 'ES256 verify=1.04' --limit 'HS256 verify=2.5'

                The limit is of the ratio to the bare operation with one worker, and isn't kept where the whole interval is \
                above it. Where the whole interval is more than 2 percent below it, the line says that it can be tightened.
                """
        )

        @Argument(help: "The document.")
        var document: String

        @Option(
            help: ArgumentHelp(
                "An algorithm, an operation and the highest ratio, as in 'ES256 verify=1.04'. May be repeated.",
                valueName: "limit"
            )
        )
        var limit: [String]

        func validate() throws {
            for text in limit where RatioLimit(text) == nil {
                throw ValidationError("'\(text)' isn't a limit; expected the form 'ES256 verify=1.04'.")
            }
        }

        func run() async throws {
            let document = try DocumentFile.read(document)
            var standings: [RatioLimit.Standing] = []
            var lines = ""
            for text in limit {
                guard let limit = RatioLimit(text) else { continue }
                let (standing, ratio) = limit.standing(in: document)
                standings.append(standing)
                lines += "\(text): \(standing.rawValue)\(ratio.map { ", \($0.median)" } ?? "")\n"
            }
            try Terminal.write(lines)
            if standings.contains(.worse) { throw ExitStatus.deviation.exitCode }
            if standings.contains(.unknown) { throw ExitStatus.incomplete.exitCode }
        }
    }
}
