/// One row of the table.
package struct Scenario: Hashable, Codable, Sendable {
    /// Whose speed.
    package let implementation: String
    /// The algorithm's name.
    package let algorithm: String
    /// The key's kind and size.
    package let key: String
    /// What is done.
    package let operation: Operation
    /// How many workers do it.
    package let workers: Int
}
