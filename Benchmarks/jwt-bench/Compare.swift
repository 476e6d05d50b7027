import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Compares two documents.
    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares two saved documents; exits with 1 if something is slower.",
            discussion: """
                  jwt-bench run --format json --output old.json     before a change
                  jwt-bench run --format json --output new.json     after it
                  jwt-bench compare old.json new.json
                  jwt-bench compare old.json new.json --band 5      treat up to 5 % as equal

                Compares the ratios to the bare operation, process by process. The probability of any false alarm among all \
                scenarios is one percent. What is faster is reported too, but isn't a failure; nor is what can't be told.
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
            abstract: "Compares a document with limits; exits with 1 if one is exceeded, with 3 if one has no figure.",
            discussion: """
                  jwt-bench check bench.json --limit 'ES256 verify=1.04' --limit 'HS256 verify=2.5'

                The limit is for the ratio to the bare operation with one worker. It is exceeded if the whole interval is \
                above it, and could be tightened if the whole interval is more than 2 percent below it.
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
