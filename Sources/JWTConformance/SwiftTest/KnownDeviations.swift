import FoundationEssentials

/// The baseline file of a conformance run.
struct KnownDeviations {
    /// What the file holds; absent if it's about to be written for the first time.
    let baseline: Baseline?
    private let path: String
    private let isWriting: Bool

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - path: the file; a relative path starts at the folder of `source`.
    ///   - source: a source file.
    ///   - isWriting: whether the file is written after the run; it need not be there yet.
    /// - Throws: ``BaselineError`` if the file isn't a baseline, or isn't there and isn't written either.
    init(_ path: String, beside source: String, isWriting: Bool) throws(BaselineError) {
        let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)]
        self.path = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        self.isWriting = isWriting
        if let content = FileManager.default.contents(atPath: self.path) {
            do throws(BaselineError) {
                baseline = try Baseline(json: Array(content))
            } catch {
                throw BaselineError(reason: "\(self.path) isn't a baseline: \(error.reason)")
            }
        } else if isWriting {
            baseline = nil
        } else {
            let hint = "JWT_ASSAY_WRITE_BASELINE=1 swift test writes it"
            throw BaselineError(reason: "the baseline \(self.path) can't be read; \(hint)")
        }
    }

    /// Writes what the implementation does as the baseline of the next run, if that's wanted.
    ///
    /// - Returns: what was written; `nil` if nothing was to be.
    /// - Throws: ``BaselineError`` if the run isn't one to draw a baseline from; an error of Foundation if the file can't be
    ///   written.
    func written(_ document: RunDocument, _ corpus: Corpus) throws -> Baseline? {
        guard isWriting, let run = document.implementations.first else { return nil }
        guard run.state == .complete else {
            throw BaselineError(reason: "\(path) isn't written: \(run.displayName) wasn't asked to the end")
        }
        if let name = baseline?.implementation, name != run.implementation?.name {
            throw BaselineError(reason: "\(path) is for \(name); write \(run.displayName)'s to another file")
        }
        var draft = baseline
        for kind in document.kinds {
            let part = document.part(kind)
            guard let run = part.implementations.first else { continue }
            draft = Baseline(
                draftedFrom: run,
                vectors: part.vectors,
                corpus: corpus.vectors(kind).map(\.id),
                requirements: corpus.requirements,
                attacks: part.attacks,
                keeping: draft
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(draft) + Data("\n".utf8)
        try json.write(to: URL(filePath: path), options: .atomic)
        return draft
    }
}
