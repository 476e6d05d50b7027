/// A file of another suite that can't be imported.
public enum ImportError: Error, Hashable, Sendable {
    /// The file isn't of the layout.
    case unreadable(file: String, reason: String)
    /// The errata name a test that isn't in the files.
    case staleErratum(source: String, test: String)
}

extension ImportError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .staleErratum(let source, let test): "the errata name \(source), test \(test), which isn't in the files"
        }
    }
}
