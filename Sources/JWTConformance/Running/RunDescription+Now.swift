import FoundationEssentials

extension RunDescription {
    /// Describes a run that starts now, on this machine, by this version of the suite.
    ///
    /// - Parameter corpus: the digest of the corpus; empty for vectors from elsewhere.
    /// - Returns: the description.
    package static func now(corpus: String) -> RunDescription {
        RunDescription(
            version: Suite.version,
            corpus: corpus,
            started: Date.now.ISO8601Format(),
            machine: .current()
        )
    }
}
