/// The vectors made from one file of another suite.
package struct ImportedFile: Hashable, Sendable {
    /// The vectors, as a vector file.
    package let file: VectorFile
    /// Tests that were left out, with the reason.
    package let omissions: [Omission]

    /// A test that was left out.
    package struct Omission: Hashable, Sendable {
        /// The test's number or name in its suite.
        package let test: String
        /// Why it was left out.
        package let reason: String
    }
}

/// The file layout of another suite.
package enum ImportLayout: String, Hashable, Sendable, CaseIterable {
    /// `testGroups` with `private` or `public` JWKs and tests with `tcId`, `jws`, `result`, `flags`, `comment`.
    case wycheproof
    /// `input`, `signing` and `output`, one example a file, as in the RFC 7520 cookbook.
    case cookbook

    /// Imports one file.
    ///
    /// - Parameters:
    ///   - json: the content of the file.
    ///   - name: its path in its folder, without extension.
    ///   - slug: what stands for it in the vectors' ids; `nil`: its name, spelled as an id is.
    ///   - errata: corrections to the suite's expectations.
    ///   - pem: a JWK in PEM, if it has that form, for libraries that read no JWK.
    /// - Returns: the vectors, and the tests that were left out.
    /// - Throws: ``ImportError/unreadable(file:reason:)``.
    package func imported(
        _ json: [UInt8],
        name: String,
        slug: String? = nil,
        errata: Errata,
        pem: (JSONValue) -> String? = { _ in nil }
    ) throws(ImportError) -> ImportedFile {
        let slug = slug ?? name.slug
        return switch self {
        case .wycheproof:
            try WycheproofFile.read(json, name: name).imported(name: name, slug: slug, errata: errata, pem: pem)
        case .cookbook:
            try CookbookFile.read(json, name: name).imported(name: name, slug: slug, errata: errata, pem: pem)
        }
    }

    /// What the titles of files begin with that were imported from this layout.
    package var titlePrefix: String { "\(rawValue.prefix(1).uppercased() + rawValue.dropFirst()): " }
}

extension String {
    /// The text as part of a vector's id: lowercase letters, digits and hyphens.
    package var slug: String {
        let parts = lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        return parts.isEmpty ? "unnamed" : parts.joined(separator: "-")
    }
}

extension Set<String> {
    /// Adds a name, with a number behind it if it's there already.
    ///
    /// - Returns: the name that was added.
    package mutating func added(_ name: String) -> String {
        var (unique, count) = (name, 1)
        while !insert(unique).inserted {
            count += 1
            unique = "\(name)-\(count)"
        }
        return unique
    }
}
