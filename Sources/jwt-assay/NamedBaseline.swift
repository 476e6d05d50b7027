import CommandLineKit
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

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
            throw Failure(.usage, "\(path) isn't a baseline: \(error)")
        }
    }

    /// Writes what a verifier does as the baseline of the next run; the words of an earlier one are kept, and what it
    /// says of signing.
    ///
    /// - Returns: what is said of it.
    static func write(
        _ run: VerifierRun,
        of document: RunDocument,
        corpus: Corpus,
        missing: [String: String] = [:],
        to path: String
    ) throws -> String {
        let earlier = try replaceable(by: run, at: path, keeping: \.sign)
        let draft = Baseline(
            draftedFrom: run,
            vectors: document.vectors,
            corpus: corpus.vectors.map(\.id),
            requirements: corpus.requirements,
            missing: missing,
            keeping: earlier
        )
        return try write(draft, to: path, saying: "\(draft.entries.count.entries) for \(run.displayName)")
    }

    /// Writes what a signer does as the baseline of the next run; the words of an earlier one are kept, and what it
    /// says of verification.
    ///
    /// - Returns: what is said of it.
    static func write(
        _ run: SignerRun,
        vectors: [SignVector],
        requirements: [Requirement],
        missing: [String: String] = [:],
        to path: String
    ) throws -> String {
        let earlier = try replaceable(by: run, at: path, keeping: \.entries)
        let draft = Baseline(
            draftedFrom: run,
            corpus: vectors.map(\.id),
            requirements: requirements,
            missing: missing,
            keeping: earlier
        )
        let count = draft.sign?.count ?? 0
        return try write(draft, to: path, saying: "\(count.entries) of signing for \(run.displayName)")
    }

    /// The baseline that is there, where there is one.
    ///
    /// - Throws: where the run wasn't to its end, or the other half is about another implementation.
    private static func replaceable(
        by run: some GradedRun,
        at path: String,
        keeping half: (Baseline) -> [Baseline.Entry]?
    ) throws -> Baseline? {
        guard run.state == .complete else {
            throw Failure(
                .incomplete,
                "\(run.displayName) wasn't asked to the end, so \(path) isn't written"
            )
        }
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let earlier = try NamedBaseline(path: path).baseline
        if let name = earlier.implementation, name != run.implementation?.name, half(earlier)?.isEmpty == false {
            throw Failure(
                .usage,
                "\(path) is for \(name) and lists what isn't asked here; write \(run.displayName)'s elsewhere"
            )
        }
        return earlier
    }

    private static func write(_ baseline: Baseline, to path: String, saying words: String) throws -> String {
        try OutputFile(path: path).finish(try JSONText.of(baseline, isPretty: true) + "\n")
        return "\(path): \(words)"
    }
}

extension Int {
    fileprivate var entries: String { "\(self) \(self == 1 ? "entry" : "entries")" }
}
