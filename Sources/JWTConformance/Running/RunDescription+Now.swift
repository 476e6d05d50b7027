import FoundationEssentials

extension RunDescription {
    /// Describes a run that starts now, on this machine, by this version of the suite.
    ///
    /// - Parameter corpus: the digest of the corpus; absent for vectors from elsewhere.
    /// - Returns: the description.
    package static func now(corpus: CorpusDigest?) -> RunDescription {
        var description = RunDescription(
            version: Suite.version,
            corpus: corpus.map { "\($0)" } ?? "",
            started: Date.now.ISO8601Format(),
            machine: .current()
        )
        description.corpusChanges = corpus?.changes
        return description
    }
}
