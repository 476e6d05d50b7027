extension DecodingError {
    /// What is wrong and at which member, in one line.
    package var oneLine: String {
        switch self {
        case .keyNotFound(let key, let context): "\(Self.path(context)) has no member \(key.stringValue)"
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            "\(Self.path(context)): \(context.debugDescription)"
        @unknown default: "\(self)"
        }
    }

    private static func path(_ context: Context) -> String {
        context.codingPath.isEmpty
            ? "the document"
            : context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}
