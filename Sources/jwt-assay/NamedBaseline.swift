import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports

/// A baseline and the file that it comes from.
struct NamedBaseline {
    /// The file.
    let path: String
    /// What it holds.
    let baseline: Baseline

    /// Reads a file.
    init(path: String) throws {
        self.path = path
        let content = try fileContent(at: path)
        do throws(BaselineError) {
            baseline = try Baseline(json: content)
        } catch {
            throw Failure(ending: .usage, message: "\(path) isn't a baseline: \(error)")
        }
    }

    /// Writes what an implementation does as the baseline of the next run; the words of an earlier one are kept.
    ///
    /// - Returns: what is said of it.
    static func write(
        _ run: VerifierRun,
        of document: RunDocument,
        corpus: Corpus,
        missing: [String: String] = [:],
        to path: String
    ) throws -> String {
        guard run.state == .complete else {
            throw Failure(
                ending: .verifierUnavailable,
                message: "\(run.displayName) wasn't asked to the end, so \(path) isn't written"
            )
        }
        let earlier = FileManager.default.fileExists(atPath: path) ? try NamedBaseline(path: path).baseline : nil
        let draft = Baseline(
            draftedFrom: run,
            vectors: document.vectors,
            corpus: corpus.vectors.map(\.id),
            requirements: corpus.requirements,
            missing: missing,
            keeping: earlier
        )
        let file = try OutputFile(path: path)
        defer { file.close() }
        try file.write(try JSONText.of(draft, isPretty: true) + "\n")
        return "\(path): \(draft.entries.count) entries for \(run.displayName)"
    }
}
