import FoundationEssentials

/// The JSON files of a corpus, as they lie below its folder.
enum CorpusFiles {
    /// The paths of all JSON files, sorted.
    static func paths(below directory: String) throws(CorpusError) -> [String] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory) else {
            throw .notFound(path: directory)
        }
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    /// Reads one file.
    static func read<File: Decodable>(
        _ type: File.Type,
        path: String,
        in directory: String
    ) throws(CorpusError) -> File {
        var data = Data()
        do {
            data = try Data(contentsOf: URL(filePath: directory).appending(path: path))
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            if let place = JSONFault.place(in: Array(data)) {
                throw .unreadable(file: path, reason: "it isn't JSON from \(place) on")
            }
            let json = try? JSONDecoder().decode(JSONValue.self, from: data)
            throw .unreadable(file: path, reason: error.oneLine(in: json).bounded(to: 1024))
        } catch {
            throw .unreadable(file: path, reason: error.inWords)
        }
    }
}

extension KeyRecord {
    /// The key records below a corpus's folder, in the order of their files.
    ///
    /// - Parameter directory: the path of the corpus.
    /// - Returns: the records.
    /// - Throws: ``CorpusError``.
    package static func all(in directory: String) throws(CorpusError) -> [KeyRecord] {
        var records: [KeyRecord] = []
        for path in try CorpusFiles.paths(below: directory) where path.hasPrefix("keys/") {
            records += try CorpusFiles.read(KeyFile.self, path: path, in: directory).keys
        }
        return records
    }
}

/// Text of a corpus that anybody may have written.
extension String {
    /// The text as reports may show it.
    var printable: String { bounded(to: 4096) }

    /// The id of a vector, which selects it on a command line.
    ///
    /// - Throws: ``CorpusError`` if it isn't printable, or is too long.
    func checkedID() throws(CorpusError) -> String {
        guard self == bounded(to: 256) else {
            throw .inconsistent(vector: bounded(to: 256), reason: "an id is printable and at most 256 long")
        }
        return self
    }
}
