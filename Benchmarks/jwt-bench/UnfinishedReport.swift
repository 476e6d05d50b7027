import CommandLineKit
import JWTWorkloads
import Synchronization

/// A report that grows while its figures are measured, so that an interruption always finds what there is.
final class UnfinishedReport<Document: ReportedDocument>: Sendable {
    private let document: Mutex<Document>
    private let output: OutputFile
    private let presentation: PresentationOptions

    /// Opens the file that the report goes to.
    init(_ document: Document, _ presentation: PresentationOptions, inputs: [String] = []) throws(Failure) {
        self.document = Mutex(document)
        self.presentation = presentation
        output = try OutputFile(path: presentation.output, inputs: inputs)
    }

    /// Keeps what there is so far.
    func keep(_ document: Document) {
        self.document.withLock { kept in
            kept = document
            presentation.keep(document, output)
        }
    }

    /// Writes the whole report.
    func finish(_ document: Document) throws {
        try self.document.withLock { _ in try presentation.finish(document, output) }
    }

    /// Writes what there is, of work that doesn't end by itself.
    var giveUp: @Sendable () -> Void {
        { [self] in
            document.withLock { document in
                Terminal.clearProgress()
                do {
                    try presentation.finish(document, output)
                } catch {
                    Terminal.complain("error: \(error)")
                }
            }
        }
    }
}
