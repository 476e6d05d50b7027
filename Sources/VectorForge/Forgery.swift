import FoundationEssentials
package import JWTConformance

/// The corpus made from its definitions: files by path.
public struct Forgery: Sendable {
    /// The octets of each vector file, by its path in the corpus.
    public let files: [String: [UInt8]]

    /// Makes every topic.
    ///
    /// - Parameter keys: the corpus's key records, which are authored and not forged.
    /// - Throws: ``ForgeError`` if a definition is wrong.
    package init(keys: [KeyRecord]) throws {
        let forge = try Forge(keys)
        let records = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var files: [String: [UInt8]] = [:]
        for define in Topics.all {
            let topic = try define(forge)
            let file = try topic.file.withClockMargins(keys: records)
            guard files.updateValue(try Array(encoder.encode(file)) + [0x0A], forKey: topic.path) == nil else {
                throw ForgeError("duplicate topic \(topic.path)")
            }
        }
        for define in Topics.sign {
            let topic = try define(forge)
            guard files.updateValue(try Array(encoder.encode(topic.file)) + [0x0A], forKey: topic.path) == nil else {
                throw ForgeError("duplicate topic \(topic.path)")
            }
        }
        self.files = files
    }

    /// Writes the files below a folder.
    ///
    /// - Parameter directory: the corpus's folder.
    /// - Returns: the paths of the files that changed.
    /// - Throws: the file system's error if a file can't be written.
    public func write(to directory: String) throws -> [String] {
        let stale = differences(from: directory)
        for path in stale {
            let url = URL(filePath: directory).appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(files[path] ?? []).write(to: url)
        }
        return stale
    }

    /// The paths of files that a folder lacks or has otherwise.
    public func differences(from directory: String) -> [String] {
        files.keys.sorted().filter { path in
            let url = URL(filePath: directory).appending(path: path)
            return (try? Data(contentsOf: url)).map { Array($0) } != files[path]
        }
    }
}
