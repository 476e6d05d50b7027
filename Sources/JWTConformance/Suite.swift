/// The suite itself.
package enum Suite {
    /// The version of the suite: of its commands, its corpus and its packages.
    package static let version = "0.2.0"
}
