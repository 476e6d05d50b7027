import CommandLineKit
import FoundationEssentials
import JWTConformance
import JWTReports
import ReportKit

/// A baseline and the file that it comes from.
struct NamedBaseline {
    /// The file.
    let path: String
    /// The label of the only run that it's for; `nil`: it's for every run of the implementation that it names.
    let label: String?
    /// What it holds.
    let baseline: Baseline

    /// Reads a file.
    init(path: String, label: String? = nil) throws {
        self.path = path
        self.label = label
        let content = try fileContent(at: path)
        do throws(BaselineError) {
            baseline = try Baseline(json: content)
        } catch {
            throw Failure(.usage, "\(path) can't be read as a baseline: \(error)")
        }
    }

    /// Writes what an implementation does as the baseline of the next run; the words of an earlier one are kept, and what
    /// it says of the other kind of vectors.
    ///
    /// - Returns: a message about it.
    static func write(
        _ run: ImplementationRun,
        of document: RunDocument,
        corpus: Corpus,
        missing: [String: String] = [:],
        to path: String
    ) throws -> String {
        let isSigning = document.kinds == [.sign]
        let earlier = try replaceable(by: run, at: path, keeping: isSigning ? .verify : .sign)
        let draft = Baseline(
            draftedFrom: run,
            vectors: document.vectors,
            corpus: corpus.vectors(isSigning ? .sign : .verify).map(\.id),
            requirements: corpus.requirements,
            attacks: document.attacks,
            missing: missing,
            keeping: earlier
        )
        let count = draft.entries(for: isSigning ? .sign : .verify).count
        let words = "\(count.entries)\(isSigning ? " of signing" : "") for \(run.displayName)"
        return try write(draft, to: path, saying: words)
    }

    /// The existing baseline, if there is one.
    ///
    /// - Throws: an error if the run wasn't finished, or the other half is about another implementation.
    private static func replaceable(
        by run: ImplementationRun,
        at path: String,
        keeping other: VectorKind
    ) throws -> Baseline? {
        guard run.state == .complete else {
            throw Failure(
                .incomplete,
                "the run of \(run.displayName) is incomplete, so \(path) wasn't written; run it again"
            )
        }
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let earlier = try NamedBaseline(path: path).baseline
        if let name = earlier.implementation, name != run.implementation?.name, !earlier.entries(for: other).isEmpty {
            throw Failure(
                .usage,
                "\(path) is a baseline for \(name); write \(run.displayName)'s to another file"
            )
        }
        return earlier
    }

    private static func write(_ baseline: Baseline, to path: String, saying words: String) throws -> String {
        try OutputFile(path: path).finish(try JSONText.of(baseline, isPretty: true) + "\n")
        return "\(path): \(words)"
    }
}

extension RunDocument {
    /// The document with its deviations judged by baselines; of two releases of one library, each by its own.
    func judged(by known: [NamedBaseline], corpus: [String]) -> RunDocument {
        var document = self
        document.implementations = implementations.flatMap { run in
            var part = self
            part.implementations = [run]
            let fitting = known.filter { $0.label == nil || $0.label == run.label }
            return part.judged(by: fitting.map(\.baseline), corpus: corpus).implementations
        }
        return document
    }
}

extension Int {
    fileprivate var entries: String { "\(self) \(self == 1 ? "entry" : "entries")" }
}
