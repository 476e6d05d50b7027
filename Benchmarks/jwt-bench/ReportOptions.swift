import ArgumentParser
import Console
import FoundationEssentials
import JWTWorkloads

/// Where a report goes, and what it is.
struct ReportOptions: ParsableArguments {
    @Option(help: "What to print: human, markdown, csv, html or json, which all others can be made from.")
    var format: ReportFormat = .human

    @Option(
        name: [.short, .long],
        help: "Write to this file instead; it's there, incomplete, while the measurement goes on."
    )
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Keep everything in this JSON document, and take from it what was measured before.",
            valueName: "file"
        )
    )
    var resume: String?

    @Option(help: ArgumentHelp("Of one processor for one hour, in any currency.", valueName: "price"))
    var price = 0.04

    func validate() throws {
        guard price >= 0, price.isFinite else { throw ValidationError("--price takes a number from 0 on.") }
    }

    /// What a measurement is given to work with.
    struct Session {
        fileprivate let destinations: [Destination]
        fileprivate let interruption: Interruption

        /// Asked between slices.
        var shouldStop: () -> Bool { { [interruption] in interruption.hasOccurred } }

        /// Says what goes on, where standard error is a terminal.
        func show(_ text: String) {
            Terminal.showProgress(text)
        }

        /// Keeps what there is.
        func save(_ document: BenchmarkDocument) {
            for destination in destinations { _ = destination.save(document) }
        }
    }

    /// Begins or resumes a document, has it filled, and reports it.
    ///
    /// - Parameters:
    ///   - sliceNanoseconds: the length of a slice.
    ///   - measure: fills the document; says whether everything was done.
    /// - Throws: the exit code where it isn't 0.
    func run(
        sliceNanoseconds: UInt64 = BenchmarkPlan.sliceNanoseconds,
        _ measure: @escaping (inout BenchmarkDocument, Session) throws -> Bool
    ) async throws {
        try await OwnThread.run {
            try filled(sliceNanoseconds: sliceNanoseconds, measure)
        }
    }

    private func filled(
        sliceNanoseconds: UInt64,
        _ measure: (inout BenchmarkDocument, Session) throws -> Bool
    ) throws {
        var document = try resumed() ?? BenchmarkDocument(machine: .current(), sliceNanoseconds: sliceNanoseconds)
        document.isComplete = false
        let destination = Destination(path: output, format: format, price: price)
        let kept = resume.map { Destination(path: $0, format: .json, price: price) }
        // Before minutes of measuring rather than after.
        for place in [kept, destination].compactMap(\.self) where !place.save(document) {
            throw ValidationError("\(place.path ?? "standard output") can't be written.")
        }
        let interruption = Interruption()
        let session = Session(destinations: [kept, destination].compactMap(\.self), interruption: interruption)
        document.isComplete = try measure(&document, session)
        // From here on one changes nothing: the report is being written.
        let wasInterrupted = interruption.hasOccurred
        Terminal.clearProgress()
        let isKept = kept?.save(document) ?? true
        try destination.finish(document)
        if !isKept {
            Terminal.complain("\(resume ?? "") can't be written.")
            throw ExitCode(70)
        }
        if wasInterrupted { throw ExitCode(EndingSignals.exitCode) }
        if document.hasRefusals { throw ExitCode(3) }
    }

    /// The document that is gone on with, where there is one.
    private func resumed() throws -> BenchmarkDocument? {
        guard let resume, let data = try? Data(contentsOf: URL(filePath: resume)) else { return nil }
        do throws(WorkloadError) {
            let document = try BenchmarkDocument(json: data)
            let machine = MachineDescription.current()
            guard document.machine.isSame(as: machine) else {
                throw WorkloadError("it was measured on another machine, or with another build or library")
            }
            return document
        } catch {
            throw ValidationError("\(resume) can't be resumed: \(error).")
        }
    }
}

/// Reads a document that a command line names.
enum DocumentFile {
    static func read(_ path: String) throws -> BenchmarkDocument {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ValidationError("\(path) can't be read.")
        }
        do throws(WorkloadError) {
            return try BenchmarkDocument(json: data)
        } catch {
            throw ValidationError("\(path): \(error).")
        }
    }
}
