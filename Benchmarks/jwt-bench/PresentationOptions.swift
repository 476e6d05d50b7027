import ArgumentParser
import CommandLineKit
import JWTWorkloads
import ReportKit

/// Where a report goes, and its format.
struct PresentationOptions: ParsableArguments {
    @Option(
        help:
            "The format of the report: human, markdown, csv, html or json. JSON can be turned into every other format."
    )
    var format: ReportFormat = .human

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Write the report to a file, which is replaced once it's complete.", valueName: "file")
    )
    var output: String?

    @Option(help: ArgumentHelp("Price per CPU-hour, in any currency.", valueName: "price"))
    var price = 0.04

    func validate() throws {
        guard price >= 0, price.isFinite else { throw ValidationError("--price must be 0 or more.") }
    }

    /// Keeps what there is so far: even a run that is killed leaves what it had measured.
    func keep(_ document: some ReportedDocument, _ file: OutputFile) {
        // If it's lost, the end says so.
        try? file.keep(format.text(of: document, price: price))
    }

    /// Writes the whole report, and a noise warning in words if it goes to a file or its format is for programs.
    func finish(_ document: some ReportedDocument, _ file: OutputFile) throws {
        if let document = document as? BenchmarkDocument, file.isFile || format != .human {
            for line in NoiseWarning.lines(document) { Terminal.talk(line + "\n") }
        }
        let style = file.isFile ? TextStyle.plain : Terminal.style()
        try file.finish(try format.text(of: document, price: price, style: style))
    }
}
