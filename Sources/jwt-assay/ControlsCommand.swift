import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTConformance
import JWTReports

/// Says what to run for the positive controls, and judges the results.
struct ControlsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controls",
        abstract: "Plans and judges runs of releases with a published flaw (used by scripts/controls).",
        discussion: "Run scripts/controls: it installs the releases, runs the plan and judges the results.",
        subcommands: [PlanCommand.self, JudgeCommand.self]
    )

    /// Which controls.
    struct Options: ParsableArguments {
        @Argument(help: "The ids of the controls (default: all).")
        var ids: [String] = []

        @Option(help: ArgumentHelp("The file of controls (default: Vectors/controls.json).", valueName: "file"))
        var controls: String?

        /// The file.
        var path: String { controls ?? "\(CorpusLocation.directory())/controls.json" }

        /// Reads the file.
        func list() throws -> ControlList {
            let content = try fileContent(at: path)
            do throws(ControlError) {
                return try ControlList(json: content)
            } catch {
                throw Failure(.usage, "\(path) can't be read as a file of controls: \(error)")
            }
        }

        /// Which of the controls are meant.
        func positions(in list: ControlList) throws -> [Int] {
            for id in ids where !list.controls.contains(where: { $0.id == id }) {
                throw Failure(
                    .nothingSelected,
                    "unknown control \(id); the ids are in \(path)"
                        + (list.controls.map(\.id).nearest(to: id).map { "; did you mean \($0)?" } ?? "")
                )
            }
            return list.controls.indices.filter { ids.isEmpty || ids.contains(list.controls[$0].id) }
        }
    }

    /// Prints what to run.
    struct PlanCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Prints one line per run to make.",
            discussion: """
                The fields are separated by tabs: control, vulnerable or fixed, library, version, adapter, requirements, \
                vectors. The last two are lists, separated by spaces.
                """
        )

        @OptionGroup var options: Options

        func run() async throws {
            try await endingOnFailure {
                let list = try options.list()
                for position in try options.positions(in: list) {
                    let control = list.controls[position]
                    for (role, release) in [("vulnerable", control.vulnerable), ("fixed", control.fixed)] {
                        let fields = [
                            control.id, role, control.library, release.version, control.adapter,
                            release.requirements.joined(separator: " "), control.vectors.joined(separator: " "),
                        ]
                        try Terminal.write(fields.joined(separator: "\t") + "\n")
                    }
                }
                return .asExpected
            }
        }
    }

    /// Judges the runs.
    struct JudgeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "judge",
            abstract: "Compares the runs of the two releases of each control.",
            discussion: ExitStatus.help
        )

        @OptionGroup var options: Options

        @Option(
            help: ArgumentHelp(
                "The folder with a run document for each run, called <control>.vulnerable.json and <control>.fixed.json.",
                valueName: "dir"
            )
        )
        var runs: String

        @ArgumentParser.Flag(help: "Save the results in the file of controls.")
        var record = false

        func run() async throws {
            try await endingOnFailure {
                var list = try options.list()
                var comparisons: [ControlComparison] = []
                for position in try options.positions(in: list) {
                    let control = list.controls[position]
                    let comparison = ControlComparison(
                        control,
                        vulnerable: document("\(control.id).vulnerable"),
                        fixed: document("\(control.id).fixed")
                    )
                    comparisons.append(comparison)
                    list.controls[position].result = comparison.result
                }
                try Terminal.write(ControlReport(comparisons).text)
                if record {
                    try OutputFile(path: options.path).finish(String(decoding: try list.json(), as: UTF8.self))
                }
                return comparisons.allSatisfy(\.isShown) ? .asExpected : .deviation
            }
        }

        private func document(_ name: String) -> RunDocument? {
            FileManager.default.contents(atPath: "\(runs)/\(name).json")
                .flatMap { try? RunDocument(json: Array($0)) }
        }
    }
}
