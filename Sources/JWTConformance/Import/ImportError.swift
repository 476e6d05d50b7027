/// A file of another suite that can't be imported.
package enum ImportError: Error, Hashable, Sendable {
    /// The file doesn't have the expected layout.
    case unreadable(file: String, reason: String)
    /// An erratum matches no test in the files.
    case staleErratum(source: String, test: String)
}

extension ImportError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .staleErratum(let source, let test):
            "the errata correct \(source), test \(test), but no imported file has that test; remove the entry or correct "
                + "its name"
        }
    }
}
