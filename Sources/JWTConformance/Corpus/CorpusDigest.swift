import FoundationEssentials

/// A short name for the content of a corpus: two runs with the same digest asked the same questions.
///
/// It's FNV-1a of 128 bits over the path and the content of every JSON file, in the order of the paths, each preceded by
/// its length. The schemas, and what `controls.json` keeps of runs, ask no question and are left out. It tells corpora
/// apart that differ by accident or by work; against someone who wants a collision it proves nothing.
package struct CorpusDigest: Hashable, Sendable {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    /// The digest of nothing.
    package init() {}

    /// The digest of the JSON files below a folder.
    ///
    /// - Parameter directory: the path of the folder.
    /// - Throws: ``CorpusError`` if the folder or a file can't be read.
    package init(directory: String) throws(CorpusError) {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory) else {
            throw .notFound(path: directory)
        }
        for path in names.filter(Self.asksSomething).sorted() {
            guard let content = FileManager.default.contents(atPath: "\(directory)/\(path)") else {
                throw .unreadable(file: path, reason: "it can't be opened")
            }
            add(path.utf8)
            add(content)
        }
    }

    private static func asksSomething(_ path: String) -> Bool {
        path.hasSuffix(".json") && !path.hasPrefix("schema/") && path != "controls.json"
            && !path.hasPrefix(KeyScenarioFile.folder)
    }

    /// Adds octets, preceded by how many they are.
    package mutating func add(_ octets: some Collection<UInt8>) {
        let length = UInt64(octets.count)
        for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: length >> shift)) }
        for octet in octets { mix(octet) }
    }

    private mutating func mix(_ octet: UInt8) {
        state = (state ^ UInt128(octet)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
}

extension CorpusDigest: CustomStringConvertible {
    /// `fnv1a-128:` and 32 hexadecimal digits.
    package var description: String {
        let digits = String(state, radix: 16)
        return "fnv1a-128:" + String(repeating: "0", count: 32 - digits.count) + digits
    }
}
