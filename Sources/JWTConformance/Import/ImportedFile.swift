/// What was made of one file of another suite.
public struct ImportedFile: Hashable, Sendable {
    /// The vectors, as a file of ours.
    public let file: VectorFile
    /// Tests that were left out, and why: nothing is dropped without being said.
    public let omissions: [Omission]

    /// A test that was left out.
    public struct Omission: Hashable, Sendable {
        /// The test, by the number or name that its suite has for it.
        public let test: String
        /// Why.
        public let reason: String
    }
}

/// How the files of another suite are laid out.
public enum ImportLayout: String, Hashable, Sendable, CaseIterable {
    /// `testGroups` with `private` or `public` JWKs and tests with `tcId`, `jws`, `result`, `flags`, `comment`.
    case wycheproof
    /// `input`, `signing` and `output`, one example a file, as for RFC 7520.
    case cookbook

    /// Imports one file.
    ///
    /// - Parameters:
    ///   - json: the octets of the file.
    ///   - name: its name without the ending; it becomes part of the vectors' ids.
    ///   - errata: corrections of what the suite expects.
    /// - Returns: the vectors, and what was left out.
    /// - Throws: ``ImportError/unreadable(file:reason:)``.
    public func imported(_ json: [UInt8], name: String, errata: Errata) throws(ImportError) -> ImportedFile {
        switch self {
        case .wycheproof: try WycheproofFile.read(json, name: name).imported(name: name, errata: errata)
        case .cookbook: try CookbookFile.read(json, name: name).imported(name: name, errata: errata)
        }
    }
}

extension String {
    /// The text as a part of a vector's id: small letters, digits and hyphens.
    var slug: String {
        let parts = lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        return parts.isEmpty ? "unnamed" : parts.joined(separator: "-")
    }
}
