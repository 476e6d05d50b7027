import JWTConformance

/// Why something has no figure.
public struct WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one line.
    public let description: String

    /// States a reason; text from outside, such as a server's, is cut and made printable.
    public init(_ description: String) {
        self.description = description.bounded(to: 1024)
    }
}
