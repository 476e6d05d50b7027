import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTWorkloads

/// Where a report goes, what it is, and what was measured before.
struct ReportOptions: ParsableArguments {
    @OptionGroup var presentation: PresentationOptions

    @Option(
        help: ArgumentHelp(
            "Save everything in this JSON document, and skip what it already has.",
            valueName: "file"
        )
    )
    var resume: String?

    /// What a measurement is given to work with.
    struct Session {
        fileprivate let keep: (BenchmarkDocument) -> Void
        fileprivate let interruption: Interruption

        /// Asked between slices.
        var shouldStop: () -> Bool { { [interruption] in interruption.hasOccurred } }

        /// Shows the progress, if standard error is a terminal.
        func show(_ text: String) {
            Terminal.showProgress(text)
        }

        /// Keeps what there is.
        func save(_ document: BenchmarkDocument) {
            keep(document)
        }
    }

    /// Begins or resumes a document, fills it, and reports it.
    ///
    /// - Parameters:
    ///   - sliceNanoseconds: the length of a slice.
    ///   - measure: fills the document; says whether everything was done.
    /// - Throws: the exit code if it isn't 0.
    func run(
        sliceNanoseconds: UInt64 = BenchmarkPlan.sliceNanoseconds,
        _ measure: @escaping (inout BenchmarkDocument, Session) throws -> Bool
    ) async throws {
        try await OwnThread.run {
            try filled(sliceNanoseconds: sliceNanoseconds, measure).end()
        }
    }

    private func filled(
        sliceNanoseconds: UInt64,
        _ measure: (inout BenchmarkDocument, Session) throws -> Bool
    ) throws -> ExitStatus {
        var document = try resumed() ?? BenchmarkDocument(machine: .current(), sliceNanoseconds: sliceNanoseconds)
        document.isComplete = false
        // Before minutes of measuring rather than after; and held until the end, so that no other run writes it.
        let store = try resume.map { try OutputFile(path: $0) }
        try store?.publish(document.json())
        let report = try UnfinishedReport(document, presentation, inputs: [resume].compactMap(\.self))
        let interruption = Interruption(orGiveUp: report.giveUp)
        let session = Session(
            keep: { document in
                report.keep(document)
                try? store?.publish(document.json())
            },
            interruption: interruption
        )
        document.isComplete = try measure(&document, session)
        // From here on one changes nothing: the report is being written.
        interruption.workIsOver()
        let wasInterrupted = interruption.hasOccurred
        Terminal.clearProgress()
        let lost = Result { try store?.publish(document.json()) }
        try report.finish(document)
        try lost.get()
        if wasInterrupted { return .interrupted }
        return document.hasRefusals ? .incomplete : .asExpected
    }

    /// The document to resume, if there is one.
    private func resumed() throws -> BenchmarkDocument? {
        guard let resume, FileManager.default.fileExists(atPath: resume) else { return nil }
        let document = try DocumentFile.read(resume)
        guard document.machine.isSame(as: .current()) else {
            throw Failure(
                .usage,
                "\(resume) can't be resumed: it was measured on another machine, or with another build or library; "
                    + "name another file"
            )
        }
        return document
    }
}

/// Reads a document that a command line names.
enum DocumentFile {
    /// A duet's document; `nil` if it's of another schema.
    static func duet(_ path: String) throws(Failure) -> DuetDocument? {
        let content = try fileContent(at: path)
        let form = try? JSONDecoder().decode(DocumentForm.self, from: Data(content))
        guard form?.schema == DuetDocument.schema else { return nil }
        do throws(WorkloadError) {
            return try DuetDocument(json: content)
        } catch {
            throw Failure(.usage, "\(path) isn't a document that jwt-bench duet wrote: \(error)")
        }
    }

    static func read(_ path: String) throws(Failure) -> BenchmarkDocument {
        let content = try fileContent(at: path)
        do throws(WorkloadError) {
            return try BenchmarkDocument(json: content)
        } catch {
            throw Failure(.usage, "\(path) isn't a document that jwt-bench --format json wrote: \(error)")
        }
    }
}
