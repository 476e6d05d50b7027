import ArgumentParser
import CommandLineKit
import JWTConformance
import JWTReports

/// In which formats a report is written, and where each goes.
struct OutputOptions<Format: ExpressibleByArgument & Sendable>: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of the report. Repeat it together with --output to write several from one run.",
            valueName: "format"
        )
    )
    var format: [Format] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write the report to a file, which is replaced once the run is over; - is standard output.",
            valueName: "file"
        )
    )
    var output: [String] = []

    /// A report that is wanted.
    struct Target {
        let format: Format
        let file: OutputFile
    }

    func validate() throws {
        let formats = max(1, format.count)
        guard formats == output.count || (formats == 1 && output.isEmpty) else {
            throw ValidationError(
                "each --format needs one --output: there are \(format.count) of the one and \(output.count) of the other"
            )
        }
        guard Set(output).count == output.count else { throw ValidationError("each --output must be another file") }
    }

    /// Opens the files, so that a path that can't be written is known before the run.
    ///
    /// - Parameters:
    ///   - usual: the format if none is named.
    ///   - inputs: files that the reports are made of, none of which may be replaced.
    ///   - isShared: see ``OutputFile/init(path:inputs:isShared:)``.
    /// - Returns: each format with its file, in the order of the options; standard output if no file is named.
    /// - Throws: ``Failure``.
    func open(usual: Format, inputs: [String] = [], isShared: Bool = false) throws -> [Target] {
        try paths(usual: usual).map { format, path in
            Target(format: format, file: try OutputFile(path: path, inputs: inputs, isShared: isShared))
        }
    }

    /// Each format with its file, in the order of the options; `nil` is standard output.
    func paths(usual: Format) -> [(format: Format, path: String?)] {
        let paths: [String?] = output.isEmpty ? [nil] : output.map { $0 == "-" ? nil : $0 }
        return Array(zip(format.isEmpty ? [usual] : format, paths))
    }
}
