import FoundationEssentials

/// What the files of a corpus contain, by their SHA-256: two runs with the same digest asked the same questions.
///
/// The digest is the SHA-256 of ``list``, which `sha256sum` also prints and checks. Files that ask no question are left out:
/// the schemas, the corrections of other suites, and the results of runs in `controls.json`.
package struct CorpusDigest: Hashable, Sendable {
    /// The digest of each file, in hexadecimal, by its path in the corpus.
    package let files: [String: String]

    /// The digest of the JSON files below a folder.
    ///
    /// - Parameter directory: the path of the folder.
    /// - Throws: ``CorpusError`` if the folder or a file can't be read.
    package init(directory: String) throws(CorpusError) {
        var files: [String: String] = [:]
        for path in try CorpusFiles.paths(below: directory) where Self.asksSomething(path) {
            guard let content = FileManager.default.contents(atPath: "\(directory)/\(path)") else {
                throw .unreadable(file: path, reason: "it can't be opened")
            }
            files[path] = SHA256.hexadecimal(of: Array(content))
        }
        self.files = files
    }

    /// The digest whose list this is.
    package init(list: String) {
        let rows = list.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }.filter { $0.count == 2 }
        files = Dictionary(rows.map { ($0[1].drop { $0 == " " }.description, String($0[0])) }) { first, _ in first }
    }

    /// The corpus that this was built with.
    package static let shipped = CorpusDigest(list: String(decoding: PackageResources.shipped_sha256, as: UTF8.self))

    /// One line for each file, as `sha256sum` writes it, in the order of the paths.
    package var list: String {
        files.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
    }

    /// How the files differ from the corpus that this was built with; `nil` if they don't.
    package var changes: CorpusChanges? {
        let shipped = Self.shipped.files
        if files == shipped { return nil }
        let known = files.filter { shipped[$0.key] != nil }
        return CorpusChanges(
            isForeign: known.isEmpty,
            missing: known.isEmpty ? [] : shipped.keys.filter { files[$0] == nil }.sorted(),
            edited: known.filter { shipped[$0.key] != $0.value }.keys.sorted(),
            added: known.isEmpty ? [] : files.keys.filter { shipped[$0] == nil }.sorted()
        )
    }

    private static func asksSomething(_ path: String) -> Bool {
        path.hasSuffix(".json") && !path.hasPrefix("schema/") && path != "controls.json" && !path.hasPrefix("errata-")
            && !path.hasPrefix(KeyScenarioFile.folder)
    }
}

extension CorpusDigest: CustomStringConvertible {
    /// `sha256:` and 64 hexadecimal digits.
    package var description: String { "sha256:" + SHA256.hexadecimal(of: Array(list.utf8)) }
}

/// How a corpus differs from the one that the suite was built with.
package struct CorpusChanges: Hashable, Sendable, Codable {
    /// Whether none of its files is the suite's: a corpus of someone's own.
    package var isForeign: Bool
    /// Files that it lacks.
    package var missing: [String]
    /// Files with another content.
    package var edited: [String]
    /// Files that the suite doesn't have.
    package var added: [String]

    private enum CodingKeys: String, CodingKey {
        case isForeign = "foreign"
        case missing, edited, added
    }
}

extension CorpusChanges: CustomStringConvertible {
    /// The changes in a sentence.
    package var description: String {
        if isForeign { return "the vectors aren't the suite's own" }
        let parts = [("missing", missing), ("edited", edited), ("added", added)].filter { !$0.1.isEmpty }
        let words = parts.map { word, paths in
            let rest = paths.count > 3 ? " and \(paths.count - 3) more" : ""
            return "\(word) \(paths.prefix(3).map { $0.bounded(to: 128) }.joined(separator: ", "))\(rest)"
        }
        return "the vectors aren't those of jwt-assay \(Suite.version): \(words.joined(separator: "; "))"
    }
}

extension String {
    /// A digest in the length that people compare.
    package var shortDigest: String { hasPrefix("sha256:") ? String(prefix(19)) : self }
}
