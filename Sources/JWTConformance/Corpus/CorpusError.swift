/// A corpus that can't be used.
public enum CorpusError: Error, Hashable, Sendable {
    /// No corpus exists at this path.
    case notFound(path: String)
    /// A file doesn't have the expected form.
    case unreadable(file: String, reason: String)
    /// A vector names something that isn't there, or contradicts itself.
    case inconsistent(vector: String, reason: String)
}

extension CorpusError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .notFound(let path): "no vectors found at \(path); name the folder with --vectors or JWT_ASSAY_VECTORS"
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .inconsistent(let vector, let reason): "vector \(vector): \(reason)"
        }
    }
}
