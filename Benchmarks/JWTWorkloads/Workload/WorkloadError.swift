/// Why something has no figure.
package struct WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one line.
    package let description: String

    /// States a reason.
    package init(_ description: String) {
        self.description = description
    }
}
