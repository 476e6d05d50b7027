extension String {
    /// The text with each of one character replaced.
    func translated(_ old: Character, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }

    /// The text with another inserted.
    func inserting(_ text: String, at position: Int) -> String {
        prefix(position) + text + dropFirst(position)
    }
}
