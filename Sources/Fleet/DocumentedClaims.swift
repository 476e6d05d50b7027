/// What the documentation of a library says that it does.
package struct DocumentedClaims: Hashable, Sendable, Codable {
    /// Where it says so.
    package var link: String
    /// The algorithms that it lists.
    package var algorithms: [String]?
    /// The registered claims that it says it validates.
    package var claims: [String]?
    /// The serializations that it lists: `compact`, `flattened`, `general`.
    package var serializations: [String]?
}
